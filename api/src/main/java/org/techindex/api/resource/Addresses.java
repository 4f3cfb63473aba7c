package org.techindex.api.resource;

import static org.techindex.api.resource.Route.Keeping.NOT_KEPT;
import static org.techindex.api.resource.Route.Keeping.UNTIL_PUBLICATION;
import static org.techindex.api.resource.Route.Keeping.WITH_EDITION;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.techindex.api.read.Catalogue;
import org.techindex.api.read.Edition;
import org.techindex.api.read.Late;
import org.techindex.api.read.SignalReader;
import org.techindex.api.render.CalendarList;
import org.techindex.api.render.DataPackage;
import org.techindex.api.render.EditionOverview;
import org.techindex.api.render.EditionOverview.Download;
import org.techindex.api.render.Feed;
import org.techindex.api.render.MediaType;
import org.techindex.api.render.MethodInForce;
import org.techindex.api.render.Quality;
import org.techindex.api.render.ReleaseList;
import org.techindex.common.place.PlaceSearch;
import org.techindex.common.release.RankingJson;
import org.techindex.common.run.ExitCode;
import org.techindex.common.run.OperatorException;
import org.techindex.common.sector.Sector;
import org.techindex.common.sector.SectorClassifier;

/** The table of all addresses below "/api/v1/". */
public final class Addresses {

  private static final String ROOT = "/api/v1/";

  private final List<Route> outside;
  private final List<Route> within;

  /**
   * @param signals what percentages are followed down to
   * @param classifier tells which words decided the sectors of a signal
   * @param places to be searched by name
   */
  public Addresses(SignalReader signals, SectorClassifier classifier, Late<PlaceSearch> places) {
    SignalsResource drillDown = new SignalsResource(signals, classifier);
    EditionResources editions = new EditionResources();
    DownloadResources downloads = new DownloadResources();
    outside =
        List.of(
            json("releases", UNTIL_PUBLICATION, Addresses::releases),
            json("calendar", UNTIL_PUBLICATION, Addresses::calendar),
            json("method", UNTIL_PUBLICATION, Addresses::methodInForce),
            outside("openapi.json", MediaType.OPENAPI, _ -> OpenApi.json()),
            outside("feed.atom", MediaType.ATOM, request -> Feed.write(request.catalogue())));
    within =
        List.of(
            json("", UNTIL_PUBLICATION, this::overview),
            json("sectors", WITH_EDITION, editions::sectors),
            json("sectors/{sector}/clusters", WITH_EDITION, editions::clusters),
            asked(
                "sectors/{sector}/clusters-by-earlier-method",
                Set.of(),
                editions::clustersByEarlierMethod),
            json("clusters/{cluster}", WITH_EDITION, editions::cluster),
            file("clusters.csv", MediaType.CSV, downloads::csv),
            file("clusters.geojson", MediaType.GEOJSON, downloads::outlines),
            file("sectors/{sector}/clusters.csv", MediaType.CSV, downloads::csv),
            file("sectors/{sector}/clusters.geojson", MediaType.GEOJSON, downloads::outlines),
            file("sectors/{sector}/cells.geojson", MediaType.GEOJSON, downloads::cells),
            file("sectors/{sector}/towns.geojson", MediaType.GEOJSON, downloads::towns),
            file("clusters.xlsx", MediaType.XLSX, downloads::xlsx),
            file("clusters.parquet", MediaType.PARQUET, downloads::parquet),
            file("sectors/{sector}/clusters.xlsx", MediaType.XLSX, downloads::xlsx),
            file("sectors/{sector}/clusters.parquet", MediaType.PARQUET, downloads::parquet),
            json("datapackage.json", WITH_EDITION, this::dataPackage),
            file("dataset.jsonld", MediaType.JSON_LD, this::dataset),
            file("report.html", MediaType.HTML, downloads::report),
            file("report.pdf", MediaType.PDF, downloads::pdf),
            json("method", WITH_EDITION, Addresses::method),
            json("quality", WITH_EDITION, Addresses::quality),
            asked("clusters/{cluster}/signals", SignalsResource.PARAMETERS, drillDown::json),
            new Route(
                "clusters/{cluster}/signals.csv",
                Set.of(),
                NOT_KEPT,
                MediaType.CSV,
                false,
                drillDown::csv),
            asked("places", PlaceResource.PARAMETERS, new PlaceResource(places)::answer),
            asked("compare", CompareResource.PARAMETERS, new CompareResource()::answer),
            askedAndQuick("what-if", WhatIfResource.PARAMETERS, new WhatIfResource()::answer));
  }

  /**
   * @throws OperatorException if an address that is to go is none of the table
   */
  public void requireKnown(Set<String> templates) {
    List<String> known =
        Stream.concat(outside.stream(), within.stream()).map(Route::template).toList();
    for (String template : templates) {
      if (!known.contains(template)) {
        throw new OperatorException(
            ExitCode.WRONG_USE,
            "api.retiring names "
                + template
                + ", which is no address: write it as openapi.json does, without what stands before"
                + " the edition and the edition");
      }
    }
  }

  private static Route json(String template, Route.Keeping keeping, Route.Resource resource) {
    return new Route(template, Set.of(), keeping, MediaType.JSON, false, resource);
  }

  private static Route outside(String template, MediaType mediaType, Route.Resource resource) {
    return new Route(template, Set.of(), UNTIL_PUBLICATION, mediaType, false, resource);
  }

  private static Route asked(String template, Set<String> parameters, Route.Resource resource) {
    return new Route(template, parameters, NOT_KEPT, MediaType.JSON, false, resource);
  }

  private static Route askedAndQuick(
      String template, Set<String> parameters, Route.Resource resource) {
    return new Route(template, parameters, NOT_KEPT, MediaType.JSON, true, resource);
  }

  private static Route file(String template, MediaType mediaType, Route.Resource resource) {
    return new Route(template, Set.of(), WITH_EDITION, mediaType, false, resource);
  }

  /**
   * A route, what its variables stand for, and the edition it is asked for in.
   *
   * @param edition empty outside editions
   */
  public record Found(
      Route route, Map<String, String> variables, Optional<EditionAddress> edition) {

    /**
     * The address at which the same answer stays for ever; empty where there is none or it is the
     * one asked for.
     */
    public Optional<String> permanentAddress() {
      return edition
          .filter(address -> !address.permanent() && !address.edition().isLive())
          .filter(_ -> route.keeping() == WITH_EDITION)
          .map(address ->
              String.join(
                  "/",
                  new ArrayList<>(
                      Arrays.asList(address.edition().href(), String.join("/", address.rest())))));
    }

    /** For how long its answer may be kept. */
    public Document.Lifetime lifetime() {
      return switch (route.keeping()) {
        case NOT_KEPT -> Document.Lifetime.NOT_KEPT;
        case UNTIL_PUBLICATION ->
            isLive() ? Document.Lifetime.A_SECOND : Document.Lifetime.A_MINUTE;
        case WITH_EDITION ->
            isLive()
                ? Document.Lifetime.A_SECOND
                : edition.map(EditionAddress::permanent).orElse(false)
                    ? Document.Lifetime.FOR_EVER
                    : Document.Lifetime.A_MINUTE;
      };
    }

    private boolean isLive() {
      return edition.map(address -> address.edition().isLive()).orElse(false);
    }
  }

  /**
   * The route of a path.
   *
   * @throws Problem if there is nothing at it
   */
  public Found find(Catalogue catalogue, String path) {
    if (!path.startsWith(ROOT)) {
      throw unknown(path);
    }
    List<String> segments = Arrays.asList(path.substring(ROOT.length()).split("/", -1));
    Optional<Found> found = match(outside, segments, Optional.empty());
    if (found.isPresent()) {
      return found.get();
    }
    Optional<EditionAddress> edition = EditionAddress.parse(catalogue, segments);
    return edition
        .flatMap(address -> match(within, address.rest(), edition))
        .orElseThrow(() -> unknown(path));
  }

  private static Optional<Found> match(
      List<Route> routes, List<String> segments, Optional<EditionAddress> edition) {
    return routes.stream()
        .flatMap(route ->
            route.match(segments).stream().map(variables -> new Found(route, variables, edition)))
        .findFirst();
  }

  private static Problem unknown(String path) {
    return new Problem(
        Problem.Kind.UNKNOWN_ADDRESS,
        "there is nothing at "
            + Query.shortened(path)
            + ": /api/v1/openapi.json lists every address");
  }

  /** Addresses of an edition that need neither parameters nor the signals, but for the PDF. */
  public List<String> fixedAddresses(Edition edition) {
    List<String> addresses = new ArrayList<>();
    for (Route route : within) {
      if (route.keeping() == WITH_EDITION
          && route.mediaType() != MediaType.PDF
          && !route.template().contains("{cluster}")) {
        for (Sector sector : edition.rankings().keySet()) {
          String rest = route.template().replace("{sector}", sector.id());
          String address = edition.href() + "/" + rest;
          if (!addresses.contains(address)) {
            addresses.add(address);
          }
        }
      }
    }
    return addresses;
  }

  private static byte[] releases(Request request) {
    return RankingJson.write(ReleaseList.of(request.catalogue()));
  }

  private static byte[] calendar(Request request) {
    return RankingJson.write(CalendarList.of(request.catalogue()));
  }

  private static byte[] methodInForce(Request request) {
    return RankingJson.write(
        MethodInForce.of(
            request
                .catalogue()
                .latest()
                .or(() -> request.catalogue().live())
                .orElseThrow(() ->
                    new Problem(
                        Problem.Kind.UNKNOWN_RELEASE,
                        "nothing is published yet, so no method is in force"))));
  }

  private static byte[] method(Request request) {
    return RankingJson.write(MethodInForce.of(request.edition()));
  }

  private static byte[] quality(Request request) {
    return RankingJson.write(Quality.of(request.edition()));
  }

  private byte[] dataPackage(Request request) {
    return RankingJson.write(DataPackage.frictionless(request.edition(), tables(request)));
  }

  private byte[] dataset(Request request) {
    return RankingJson.write(DataPackage.dataset(request.edition(), tables(request)));
  }

  private List<Download> tables(Request request) {
    return downloads(request, route -> route.template().startsWith("clusters."));
  }

  private byte[] overview(Request request) {
    return RankingJson.write(
        EditionOverview.of(
            request.catalogue(), request.edition(), downloads(request, Addresses::isDownload)));
  }

  private static boolean isDownload(Route route) {
    return route.keeping() == WITH_EDITION
        && !route.template().contains("{")
        && route.template().contains(".");
  }

  /** The live index is replaced too often to make every file just to tell its size. */
  private static boolean isSized(Edition edition, Route route) {
    return !edition.isLive() && route.template().startsWith("clusters.");
  }

  private List<Download> downloads(Request request, Predicate<Route> wanted) {
    Edition edition = request.edition();
    List<Download> downloads = new ArrayList<>();
    for (Route route : within) {
      if (wanted.test(route)) {
        downloads.add(
            new Download(
                edition.href() + "/" + route.template(),
                DownloadResources.title(route.template()),
                route.mediaType().header(),
                isSized(edition, route)
                    ? (Long) (long) route.resource().answer(request).length
                    : null));
      }
    }
    return downloads;
  }
}
