package org.techindex.ingest.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends rows to one COPY, gathered into messages of 256 KiB, and ends it. */
final class CopyWriter {

  private static final int BUFFER_BYTES = 256 * 1024;
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};

  private final CopyIn copy;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int size;

  CopyWriter(Connection connection, String sql) throws SQLException {
    copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    write(HEADER);
  }

  void write(byte[] rows) throws SQLException {
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

  void end() throws SQLException {
    write(TRAILER);
    flush();
    copy.endCopy();
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer, 0, size);
    size = 0;
  }
}
