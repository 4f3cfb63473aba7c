package org.techindex.local.bench.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a client and a server on the loopback address, at a port that stays when the
 * server comes back at another one, and spoils the connection on demand.
 */
final class TcpProxy implements AutoCloseable {

  /** What happens to bytes on their way. */
  enum Weather {
    CLEAR,
    /** 20 ms later. */
    LATENCY,
    /** 512 KiB a second in each direction. */
    BANDWIDTH,
    /** In pieces of 1 to 100 bytes. */
    SLICER,
    /** Nowhere, while the connections stay. */
    BLACK_HOLE
  }

  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int SLICE_BYTES = 100;
  private static final long LATENCY_MILLISECONDS = 20;
  private static final long BANDWIDTH_MILLISECONDS = 30;

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int targetPort;
  private volatile Weather weather = Weather.CLEAR;

  TcpProxy() throws IOException {
    server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("proxy").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Where connections lead from now on. */
  void target(int port) {
    targetPort = port;
  }

  void weather(Weather now) {
    weather = now;
  }

  /** Ends every connection with a reset. */
  void reset() {
    for (Socket socket : open) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException e) {
        // Closed already.
      }
      close(socket);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        // Closed, or one client gave up; the loop tells which.
      }
    }
  }

  private void connect(Socket client) {
    try {
      Socket target = new Socket(InetAddress.getLoopbackAddress(), targetPort);
      client.setTcpNoDelay(true);
      target.setTcpNoDelay(true);
      open.add(client);
      open.add(target);
      Thread.ofVirtual().start(() -> pump(client, target));
      Thread.ofVirtual().start(() -> pump(target, client));
    } catch (IOException e) {
      close(client);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      int read;
      while ((read = in.read(buffer)) >= 0) {
        deliver(buffer, read, out);
      }
    } catch (IOException e) {
      // One end is gone; the other is told below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(from);
      close(to);
    }
  }

  private void deliver(byte[] buffer, int length, OutputStream out)
      throws IOException, InterruptedException {
    switch (weather) {
      case CLEAR -> out.write(buffer, 0, length);
      case LATENCY -> {
        TimeUnit.MILLISECONDS.sleep(LATENCY_MILLISECONDS);
        out.write(buffer, 0, length);
      }
      case BANDWIDTH -> {
        TimeUnit.MILLISECONDS.sleep(BANDWIDTH_MILLISECONDS);
        out.write(buffer, 0, length);
      }
      case SLICER -> {
        for (int at = 0; at < length; ) {
          int slice = Math.min(length - at, 1 + (at * 31 + length) % SLICE_BYTES);
          out.write(buffer, at, slice);
          out.flush();
          at += slice;
        }
      }
      case BLACK_HOLE -> {
        while (weather == Weather.BLACK_HOLE) {
          TimeUnit.MILLISECONDS.sleep(LATENCY_MILLISECONDS);
        }
        // What was swallowed is not made up for: the connection is of no use any more.
        throw new IOException("swallowed");
      }
    }
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // Nobody waits for it.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    reset();
  }
}
