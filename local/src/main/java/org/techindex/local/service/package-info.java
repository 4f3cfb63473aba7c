/** What a service needs to be operated: settings go in; health, meters and logs come out. */
@NullMarked
package org.techindex.local.service;

import org.jspecify.annotations.NullMarked;
