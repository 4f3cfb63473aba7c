package org.techindex.common.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends rows to one COPY, gathered into messages of 256 KiB, and ends it. */
public final class CopyWriter {

  private static final int BUFFER_BYTES = 256 * 1024;
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};

  private final CopyIn copy;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int size;

  /**
   * Begins.
   *
   * @param sql a COPY from stdin in the binary format
   */
  public CopyWriter(Connection connection, String sql) throws SQLException {
    copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    write(HEADER);
  }

  /**
   * @param rows as {@link CopyRow} writes them
   */
  public void write(byte[] rows) throws SQLException {
    if (size + rows.length > buffer.length) {
      flush();
    }
    if (rows.length > buffer.length) {
      copy.writeToCopy(rows, 0, rows.length);
    } else {
      System.arraycopy(rows, 0, buffer, size, rows.length);
      size += rows.length;
    }
  }

  /** Sends what is left; the rows are there when the transaction is committed. */
  public void end() throws SQLException {
    write(TRAILER);
    flush();
    copy.endCopy();
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer, 0, size);
    size = 0;
  }
}
