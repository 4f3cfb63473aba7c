package org.techindex.scoring.total;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import org.techindex.common.grid.Cell;
import org.techindex.common.grid.LatLon;

/**
 * The signals that links tie together, by the position of their current version. A link counts at
 * both ends, and reaches outside for a part of a signal if every part of the other end lies farther
 * away than the reach, from cell centre to cell centre. A link of a signal to itself is none.
 *
 * <p>Used in two steps: all links first, then the parts of every signal they touch.
 */
final class LinkGraph {

  private final double reachKilometres;
  private final PositionIndex nodes = new PositionIndex();
  private int[] from = new int[64];
  private int[] to = new int[64];
  private long[] weights = new long[64];
  private int links;
  private final List<StoredPart> parts = new ArrayList<>();
  private final PositionIndex cells = new PositionIndex();
  private final List<LatLon> centres = new ArrayList<>();

  LinkGraph(double reachKilometres) {
    this.reachKilometres = reachKilometres;
  }

  /** A link between the current versions of two signals, both given by position. */
  void link(long fromPosition, long toPosition, long weightMillionths) {
    if (fromPosition == toPosition || weightMillionths == 0) {
      return;
    }
    if (links == from.length) {
      from = Arrays.copyOf(from, links * 2);
      to = Arrays.copyOf(to, links * 2);
      weights = Arrays.copyOf(weights, links * 2);
    }
    from[links] = nodes.put(fromPosition);
    to[links] = nodes.put(toPosition);
    weights[links] = weightMillionths;
    links++;
  }

  boolean touches(long position) {
    return nodes.contains(position);
  }

  /** A part of a signal that a link touches. */
  void put(StoredPart part) {
    parts.add(part);
  }

  /**
   * Adds what the linked signals amount to, or takes it back.
   *
   * @param sign 1 or -1
   * @param signal which signals' parts change the sums, by position
   * @param end a link changes the link sums if this holds for one of its ends, by position
   */
  void change(CellSums sums, LinkSums linkSums, int sign, LongPredicate signal, LongPredicate end) {
    int[] partsFrom = new int[nodes.size() + 1];
    StoredPart[] ordered = partsByNode(partsFrom);
    int[] linksFrom = new int[nodes.size() + 1];
    int[] incident = linksByNode(linksFrom);
    for (StoredPart part : ordered) {
      if (signal.test(part.position())) {
        int node = nodes.find(part.position());
        long outside = 0;
        for (int i = linksFrom[node]; i < linksFrom[node + 1]; i++) {
          int link = incident[i];
          int other = from[link] == node ? to[link] : from[link];
          if (isOutside(part, ordered, partsFrom[other], partsFrom[other + 1])) {
            outside = Math.addExact(outside, weights[link]);
          }
        }
        if (sign > 0) {
          sums.add(part, outside);
        } else {
          sums.subtract(part, outside);
        }
      }
    }
    for (int link = 0; link < links; link++) {
      if (end.test(nodes.position(from[link])) || end.test(nodes.position(to[link]))) {
        for (int i = partsFrom[from[link]]; i < partsFrom[from[link] + 1]; i++) {
          for (int j = partsFrom[to[link]]; j < partsFrom[to[link] + 1]; j++) {
            linkSums.change(ordered[i], ordered[j], weights[link], sign);
          }
        }
      }
    }
  }

  /** The parts grouped by node; {@code starts} receives where the group of each node begins. */
  private StoredPart[] partsByNode(int[] starts) {
    for (StoredPart part : parts) {
      starts[nodes.find(part.position()) + 1]++;
    }
    for (int node = 0; node < nodes.size(); node++) {
      starts[node + 1] += starts[node];
    }
    StoredPart[] ordered = new StoredPart[parts.size()];
    int[] next = starts.clone();
    for (StoredPart part : parts) {
      ordered[next[nodes.find(part.position())]++] = part;
    }
    return ordered;
  }

  /** The links at each node; {@code starts} receives where those of each node begin. */
  private int[] linksByNode(int[] starts) {
    for (int link = 0; link < links; link++) {
      starts[from[link] + 1]++;
      starts[to[link] + 1]++;
    }
    for (int node = 0; node < nodes.size(); node++) {
      starts[node + 1] += starts[node];
    }
    int[] incident = new int[2 * links];
    int[] next = starts.clone();
    for (int link = 0; link < links; link++) {
      incident[next[from[link]]++] = link;
      incident[next[to[link]]++] = link;
    }
    return incident;
  }

  /** A signal without parts is not known yet, or is gone: nothing reaches it. */
  private boolean isOutside(StoredPart part, StoredPart[] ordered, int start, int end) {
    for (int i = start; i < end; i++) {
      if (kilometres(part.cell(), ordered[i].cell()) <= reachKilometres) {
        return false;
      }
    }
    return end > start;
  }

  private double kilometres(long cell, long other) {
    return cell == other ? 0 : centre(cell).kilometresTo(centre(other));
  }

  private LatLon centre(long cell) {
    int number = cells.put(cell);
    if (number == centres.size()) {
      centres.add(new Cell(cell).centre());
    }
    return centres.get(number);
  }
}
