package org.techindex.api;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.techindex.common.place.PostcodeDirectory;
import org.techindex.common.testing.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service over a database of its own, and a client that holds every answer against the contract.
 */
final class RunningApi implements AutoCloseable {

  static final JsonMapper JSON = JsonMapper.shared();

  private final HikariDataSource dataSource;
  private final ApiService service;
  private final HttpClient client = HttpClient.newHttpClient();

  private final Contract contract;

  private RunningApi(HikariDataSource dataSource, ApiService service) {
    this.dataSource = dataSource;
    this.service = service;
    this.contract =
        new Contract(
            exchange(HttpRequest.newBuilder(address("/api/v1/openapi.json")).build()).body());
  }

  Contract contract() {
    return contract;
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  static RunningApi start(TestDatabase database) {
    return start(database, UnaryOperator.identity());
  }

  static RunningApi start(TestDatabase database, UnaryOperator<ApiSettings> settings) {
    return start(database, settings, Optional.empty());
  }

  static RunningApi startWithPostcodes(TestDatabase database, PostcodeDirectory postcodes) {
    return start(database, UnaryOperator.identity(), Optional.of(postcodes));
  }

  private static RunningApi start(
      TestDatabase database,
      UnaryOperator<ApiSettings> settings,
      Optional<PostcodeDirectory> postcodes) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setMaximumPoolSize(4);
    pool.setConnectionTimeout(2_000);
    HikariDataSource dataSource = new HikariDataSource(pool);
    ApiService service =
        new ApiService(settings.apply(ApiSettings.local(0, 0)), dataSource, postcodes);
    try {
      service.start();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new RunningApi(dataSource, service);
  }

  int port() {
    return service.port();
  }

  HttpResponse<byte[]> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  HttpResponse<byte[]> send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path)).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<byte[]> answer = exchange(request.build());
    if (path.startsWith("/api/v1/")) {
      contract.check(path.replaceFirst("\\?.*", ""), answer);
    }
    return answer;
  }

  HttpResponse<byte[]> admin(String path) {
    return exchange(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.adminPort() + path))
            .build());
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode json(String path) {
    return JSON.readTree(get(path).body());
  }

  @Override
  public void close() {
    service.close();
    client.close();
    dataSource.close();
  }
}
