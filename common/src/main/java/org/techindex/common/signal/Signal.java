package org.techindex.common.signal;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A sign of innovation, as a producer publishes it. */
public sealed interface Signal {

  SignalHead head();

  SignalKind kind();

  /**
   * A company or other employer.
   *
   * @param sicCodes UK SIC 2007 codes, two to five digits
   * @param closed the day it ceased; it does not count from that month on
   */
  record Business(
      SignalHead head,
      Optional<String> companyNumber,
      List<String> sicCodes,
      OptionalInt employees,
      Optional<LocalDate> founded,
      Optional<LocalDate> closed)
      implements Signal {

    public Business {
      sicCodes = List.copyOf(sicCodes);
    }

    @Override
    public SignalKind kind() {
      return SignalKind.BUSINESS;
    }
  }

  /**
   * A meeting, conference or group. It counts from the month it starts, fading with age.
   *
   * @param ends not before {@code starts}
   */
  record Event(SignalHead head, LocalDate starts, Optional<LocalDate> ends, OptionalInt attendees)
      implements Signal {

    @Override
    public SignalKind kind() {
      return SignalKind.EVENT;
    }
  }

  /**
   * A university or other research institution.
   *
   * @param ror identifier of the Research Organization Registry
   * @param staffFteMillionths research staff, full-time equivalents in millionths; one if unknown
   */
  record Institution(
      SignalHead head,
      Optional<String> ukprn,
      Optional<String> ror,
      Optional<Long> staffFteMillionths)
      implements Signal {

    @Override
    public SignalKind kind() {
      return SignalKind.INSTITUTION;
    }
  }

  /**
   * A paper, patent or report. Each of its m institutions gets 1/m of it, at its own place; without
   * institutions it lies at the location of the head.
   */
  record Publication(
      SignalHead head,
      Optional<String> doi,
      LocalDate published,
      List<Affiliation> institutions,
      OptionalInt citations)
      implements Signal {

    public Publication {
      institutions = List.copyOf(institutions);
    }

    @Override
    public SignalKind kind() {
      return SignalKind.PUBLICATION;
    }
  }

  /** An institution of a publication, and where it is. */
  record Affiliation(String name, StatedLocation location) {}
}
