package org.techindex.local.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** nginx of this machine, serving one folder on a free port, as well set up as we know how. */
final class NginxPeer implements AutoCloseable {

  private final Process process;
  private final int port;

  private NginxPeer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param folder whose files are served
   * @param directory for its configuration and notes
   */
  static NginxPeer start(Path folder, Path directory) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path configuration = directory.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        user root;
        worker_processes %d;
        daemon off;
        pid %2$s/nginx.pid;
        error_log %2$s/error.log;
        events { worker_connections 16384; multi_accept on; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          tcp_nodelay on;
          keepalive_requests 1000000000;
          open_file_cache max=100 inactive=60s;
          open_file_cache_valid 60s;
          types { application/json json; }
          client_body_temp_path %2$s/body; proxy_temp_path %2$s/proxy;
          fastcgi_temp_path %2$s/fastcgi; uwsgi_temp_path %2$s/uwsgi; scgi_temp_path %2$s/scgi;
          server { listen 127.0.0.1:%3$d backlog=4096; root %4$s; }
        }
        """
            .formatted(
                Math.max(2, Runtime.getRuntime().availableProcessors()), directory, port, folder));
    Process process =
        new ProcessBuilder("nginx", "-p", directory.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("nginx.log").toFile())
            .start();
    return new NginxPeer(process, port);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
