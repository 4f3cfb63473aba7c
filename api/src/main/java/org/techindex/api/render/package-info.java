/**
 * Turns what is published into bytes, once: in flow editions, out flow {@link
 * org.techindex.api.render.Rendered} documents in every encoding.
 */
@NullMarked
package org.techindex.api.render;

import org.jspecify.annotations.NullMarked;
