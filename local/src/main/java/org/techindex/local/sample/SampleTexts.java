package org.techindex.local.sample;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.techindex.common.sector.Sector;
import org.techindex.common.signal.SignalKind;

/** Names and descriptions by a small phrase grammar for each sector. */
final class SampleTexts {

  /**
   * The words of a sector.
   *
   * @param topics what it is about, to stand after "on", "in" or "for"
   * @param things what a business of it makes
   * @param users for whom
   * @param aims to what end, after "to"
   */
  private record Words(
      List<String> topics, List<String> things, List<String> users, List<String> aims) {}

  private static final Map<Sector, Words> WORDS = new EnumMap<>(Sector.class);

  static {
    WORDS.put(
        Sector.AI_AND_DATA,
        new Words(
            List.of(
                "machine learning",
                "natural language processing",
                "computer vision",
                "data science",
                "deep learning",
                "artificial intelligence",
                "big data",
                "reinforcement learning"),
            List.of(
                "a machine learning platform",
                "data analytics software",
                "a language model",
                "a data pipeline",
                "computer vision software",
                "predictive analytics tools"),
            List.of("insurers", "retailers", "banks", "publishers", "law firms", "call centres"),
            List.of(
                "find patterns in big data", "answer questions by artificial intelligence",
                "predict demand with neural networks", "train models on their own data")));
    WORDS.put(
        Sector.CLEAN_GROWTH,
        new Words(
            List.of(
                "renewable energy",
                "carbon capture",
                "energy storage",
                "low carbon heating",
                "offshore wind",
                "clean energy",
                "the net zero transition",
                "solar power"),
            List.of(
                "heat pumps",
                "battery energy storage",
                "solar panels",
                "hydrogen electrolysers",
                "carbon accounting software",
                "offshore wind turbine inspection"),
            List.of("households", "farms", "utilities", "landlords", "food producers", "schools"),
            List.of(
                "cut greenhouse gas emissions",
                "reach net zero",
                "use renewable energy first",
                "lower their carbon footprint")));
    WORDS.put(
        Sector.SMART_CITIES_AND_MOBILITY,
        new Words(
            List.of(
                "smart cities",
                "public transport",
                "autonomous vehicles",
                "urban mobility",
                "intelligent transport",
                "connected vehicles",
                "mobility as a service",
                "traffic management"),
            List.of(
                "traffic management systems",
                "public transport ticketing",
                "smart parking",
                "autonomous vehicles",
                "journey planning for cities",
                "connected street lighting"),
            List.of("councils", "bus operators", "commuters", "fleets", "rail passengers"),
            List.of(
                "move people through the city", "join up public transport",
                "ease traffic congestion", "run smart cities")));
    WORDS.put(
        Sector.AGEING_SOCIETY,
        new Words(
            List.of(
                "healthy ageing",
                "dementia",
                "social care",
                "independent living",
                "older people",
                "assistive technology",
                "care at home",
                "frailty in later life"),
            List.of(
                "assistive technology",
                "fall detection",
                "telecare alarms",
                "home care visits",
                "companionship for older people",
                "medication reminders"),
            List.of("older people", "care homes", "carers", "families of people with dementia"),
            List.of(
                "live independently in later life", "support healthy ageing",
                "ease the work of carers", "prevent loneliness among older people")));
    WORDS.put(
        Sector.ADVANCED_MANUFACTURING,
        new Words(
            List.of(
                "additive manufacturing",
                "industrial robotics",
                "industry 4.0",
                "advanced manufacturing",
                "precision machining",
                "composite materials",
                "digital manufacturing",
                "factory automation"),
            List.of(
                "3D printed parts",
                "industrial robots",
                "CNC machine tools",
                "composite aerostructures",
                "smart factory controls",
                "laser welding cells"),
            List.of("aerospace suppliers", "car makers", "foundries", "tool makers"),
            List.of(
                "shorten the manufacturing process",
                "automate production lines",
                "bring additive manufacturing to the factory floor",
                "machine parts to the micrometre")));
  }

  private static final List<String> FIRST =
      List.of(
          "Alder",
          "Amber",
          "Beacon",
          "Birch",
          "Bramble",
          "Bright",
          "Cairn",
          "Cedar",
          "Clear",
          "Copper",
          "Coral",
          "Crest",
          "Delta",
          "Ember",
          "Fern",
          "Flint",
          "Forge",
          "Garnet",
          "Harbour",
          "Hazel",
          "Heron",
          "Indigo",
          "Juniper",
          "Keystone",
          "Lark",
          "Linden",
          "Maple",
          "Meridian",
          "Nimbus",
          "North",
          "Oak",
          "Orchard",
          "Osprey",
          "Pebble",
          "Quarry",
          "Quill",
          "Raven",
          "Rowan",
          "Saffron",
          "Sable",
          "Slate",
          "Summit",
          "Swift",
          "Thistle",
          "Tidal",
          "Umber",
          "Vale",
          "Willow",
          "Wren",
          "Yarrow");
  private static final List<String> SECOND =
      List.of(
          "bridge", "field", "gate", "grove", "hill", "house", "lane", "leaf", "light", "line",
          "mark", "mill", "path", "point", "river", "rock", "side", "stone", "view", "way", "wood",
          "works", "yard");
  private static final List<String> FORM = List.of("Ltd", "Limited", "Labs", "Group", "Partners");
  private static final List<String> PLAIN_THINGS =
      List.of(
          "accounts and payroll",
          "wedding flowers",
          "bakery goods",
          "tax advice",
          "hand made furniture",
          "coffee and cakes",
          "legal advice",
          "garden design");
  private static final List<String> MEETINGS =
      List.of("Meetup", "Forum", "Evening", "Conference", "Workshop", "Summit");
  private static final List<String> STUDIES =
      List.of("Advances in", "A survey of", "Limits of", "New methods for", "Evidence on");

  private final Random random;

  SampleTexts(Random random) {
    this.random = random;
  }

  /**
   * @param name without a number, so not unique
   */
  record Text(String name, String description) {}

  /** A name and a description of a signal that belongs to a sector. */
  Text of(SignalKind kind, Sector sector, String town) {
    Words words = WORDS.get(sector);
    if (words == null) {
      throw new IllegalArgumentException("no words for " + sector);
    }
    String topic = pick(words.topics);
    return switch (kind) {
      case BUSINESS ->
          new Text(
              pick(FIRST) + pick(SECOND) + " " + pick(FORM),
              "We make %s for %s, to %s. Based in %s, with work on %s."
                  .formatted(pick(words.things), pick(words.users), pick(words.aims), town, topic));
      case EVENT ->
          new Text(
              capital(topic) + " " + pick(MEETINGS) + " " + town,
              "An event on %s: how %s use %s to %s."
                  .formatted(topic, pick(words.users), pick(words.things), pick(words.aims)));
      case PUBLICATION ->
          new Text(
              "%s %s".formatted(pick(STUDIES), topic),
              "We study %s for %s and show how to %s. Results on %s."
                  .formatted(topic, pick(words.users), pick(words.aims), pick(words.topics)));
      case INSTITUTION ->
          throw new IllegalArgumentException("institutions state their sectors themselves");
    };
  }

  /** A business that belongs to no sector. */
  Text ofNoSector(String town) {
    return new Text(
        pick(FIRST) + pick(SECOND) + " " + pick(FORM),
        "%s since 1998, for the people of %s.".formatted(capital(pick(PLAIN_THINGS)), town));
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
