package org.techindex.api;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often one client address may ask, by the generic cell rate algorithm (ITU-T I.371): every
 * address has the time at which its last request would have been due at the even rate; a request is
 * refused while that lies more than one burst ahead. An IPv6 client is known by its network of 64
 * bits.
 */
final class ClientLimits {

  private static final int MOST_CLIENTS = 100_000;
  private static final int NETWORK_BYTES = 8;
  private static final long BURST_NANOSECONDS = TimeUnit.MINUTES.toNanos(1);

  private final long stepNanoseconds;
  private final Map<Object, AtomicLong> dueTimes = new ConcurrentHashMap<>();

  ClientLimits(int requestsPerMinute) {
    stepNanoseconds = BURST_NANOSECONDS / requestsPerMinute;
  }

  /**
   * Counts a request.
   *
   * @param now nanoseconds of a clock that only goes on
   * @return 0 if it may be answered, else the whole seconds after which one may be
   */
  int secondsToWait(InetAddress client, long now) {
    AtomicLong dueTime = dueTimes.get(key(client));
    if (dueTime == null) {
      dueTime = dueTimes.computeIfAbsent(key(client), _ -> new AtomicLong(now));
      forgetOld(now);
    }
    while (true) {
      long due = dueTime.get();
      long next = (due - now > 0 ? due : now) + stepNanoseconds;
      long ahead = next - now - BURST_NANOSECONDS;
      if (ahead > 0) {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(ahead + 999_999_999));
      }
      if (dueTime.compareAndSet(due, next)) {
        return 0;
      }
    }
  }

  private static Object key(InetAddress client) {
    byte[] address = client.getAddress();
    return address.length > 4 ? ByteBuffer.wrap(Arrays.copyOf(address, NETWORK_BYTES)) : client;
  }

  private void forgetOld(long now) {
    if (dueTimes.size() > MOST_CLIENTS) {
      dueTimes.values().removeIf(dueTime -> dueTime.get() - now <= 0);
    }
  }
}
