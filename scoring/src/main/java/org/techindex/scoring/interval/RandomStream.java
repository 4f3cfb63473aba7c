package org.techindex.scoring.interval;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SplitMix64, written out here so that a stream is the same on every machine and JDK. It is seeded
 * by a text: the first eight bytes of its SHA-256.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood 2014</a>
 */
public final class RandomStream {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;
  private double spareGaussian = Double.NaN;

  private RandomStream(long seed) {
    this.state = seed;
  }

  /** The stream of a text such as "2026-11.v1/ai-and-data/weights". */
  public static RandomStream of(String seedText) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(seedText.getBytes(StandardCharsets.UTF_8));
      return new RandomStream(ByteBuffer.wrap(digest).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static RandomStream ofSeed(long seed) {
    return new RandomStream(seed);
  }

  public long nextLong() {
    state += GOLDEN_GAMMA;
    long mixed = state;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** Evenly distributed, above 0 and below 1. */
  public double nextUniform() {
    return ((nextLong() >>> 11) + 0.5) * 0x1p-53;
  }

  /** Exponentially distributed with mean 1. */
  public double nextExponential() {
    return -StrictMath.log(nextUniform());
  }

  /**
   * Normally distributed with mean 0 and variance 1, by the polar method.
   *
   * @see <a href="https://doi.org/10.1137/1006063">Marsaglia, Bray 1964</a>
   */
  public double nextGaussian() {
    if (!Double.isNaN(spareGaussian)) {
      double spare = spareGaussian;
      spareGaussian = Double.NaN;
      return spare;
    }
    double left;
    double right;
    double radius;
    do {
      left = 2 * nextUniform() - 1;
      right = 2 * nextUniform() - 1;
      radius = left * left + right * right;
    } while (radius >= 1 || radius == 0);
    double scale = Math.sqrt(-2 * StrictMath.log(radius) / radius);
    spareGaussian = right * scale;
    return left * scale;
  }
}
