package org.techindex.local.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.CountDownLatch;
import org.techindex.api.ApiService;
import org.techindex.api.ApiSettings;

/**
 * The process that {@link ApiBench} measures: the API on a free port, with its rate limit on and
 * set too high to be met. Prints the port and serves until it is ended.
 */
final class ServedApi {

  static final String LISTENS = "listens on port ";

  private static final int NO_LIMIT_PER_MINUTE = 1_000_000_000;

  private ServedApi() {}

  /**
   * @param arguments JDBC address of the database
   */
  public static void main(String[] arguments) throws InterruptedException {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(arguments[0]);
    pool.setMaximumPoolSize(4);
    ApiSettings settings = ApiSettings.local(0, 0).withRequestsPerMinute(NO_LIMIT_PER_MINUTE);
    try (HikariDataSource dataSource = new HikariDataSource(pool);
        ApiService api = new ApiService(settings, dataSource)) {
      api.start();
      System.out.println(LISTENS + api.port());
      new CountDownLatch(1).await();
    }
  }
}
