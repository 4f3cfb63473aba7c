package org.techindex.ingest.classify;

import org.techindex.common.sector.Memberships;
import org.techindex.ingest.validate.ValidSignal;

/** A valid signal with its memberships under the classifier of this run. */
public record ClassifiedSignal(ValidSignal valid, Memberships memberships) {}
