package org.techindex.api.render;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flat table as a Parquet file: one row group, one plain page for each column, every column
 * optional. The files are a few ten kilobytes, so neither dictionaries nor compression would pay.
 *
 * <p>Written by hand because the libraries that write Parquet bring Hadoop or 80 MB of native code;
 * {@code docs/decisions} has the comparison. The tests open the files with DuckDB.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">Apache Parquet, file format</a>
 */
public final class ParquetTable {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int DATA_PAGE = 0;
  private static final int PLAIN = 0;
  private static final int RUN_LENGTHS = 3;
  private static final int UNCOMPRESSED = 0;
  private static final int OPTIONAL = 1;
  private static final int UTF8 = 0;

  private record Chunk(int physicalType, int offset, int bytes) {}

  private ParquetTable() {}

  public static byte[] write(FlatTable table) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(MAGIC);
    List<Chunk> chunks = new ArrayList<>();
    for (int column = 0; column < table.columns().size(); column++) {
      int offset = file.size();
      file.writeBytes(page(table, column));
      chunks.add(
          new Chunk(
              physicalType(table.columns().get(column).type()), offset, file.size() - offset));
    }
    byte[] footer = footer(table, chunks);
    file.writeBytes(footer);
    file.writeBytes(littleEndian(4).putInt(footer.length).array());
    file.writeBytes(MAGIC);
    return file.toByteArray();
  }

  private static int physicalType(FlatTable.Type type) {
    return switch (type) {
      case WHOLE_NUMBER -> 2;
      case NUMBER -> 5;
      case TEXT -> 6;
    };
  }

  /** A page header and its page: which cells are there, then their values. */
  private static byte[] page(FlatTable table, int column) {
    ByteArrayOutputStream levels = new ByteArrayOutputStream();
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    List<FlatTable.Line> lines = table.lines();
    int start = 0;
    for (int line = 0; line < lines.size(); line++) {
      Object cell = lines.get(line).cells().get(column);
      if (cell != null) {
        values.writeBytes(plain(cell));
      }
      boolean runEnds =
          line + 1 == lines.size()
              || isThere(lines.get(line + 1).cells().get(column)) != isThere(cell);
      if (runEnds) {
        ThriftCompact.varint(levels, (long) (line + 1 - start) << 1);
        levels.write(isThere(cell) ? 1 : 0);
        start = line + 1;
      }
    }
    int bytes = 4 + levels.size() + values.size();
    ThriftCompact header = new ThriftCompact();
    header.i32(1, DATA_PAGE).i32(2, bytes).i32(3, bytes).beginStruct(5);
    header.i32(1, lines.size()).i32(2, PLAIN).i32(3, RUN_LENGTHS).i32(4, RUN_LENGTHS).endStruct();
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    page.writeBytes(header.endAll());
    page.writeBytes(littleEndian(4).putInt(levels.size()).array());
    page.writeBytes(levels.toByteArray());
    page.writeBytes(values.toByteArray());
    return page.toByteArray();
  }

  private static boolean isThere(@Nullable Object cell) {
    return cell != null;
  }

  private static byte[] plain(Object cell) {
    return switch (cell) {
      case Long number -> littleEndian(8).putLong(number).array();
      case Double number -> littleEndian(8).putDouble(number).array();
      case String text -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        yield littleEndian(4 + utf8.length).putInt(utf8.length).put(utf8).array();
      }
      default -> throw new IllegalArgumentException("no column holds a " + cell.getClass());
    };
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] footer(FlatTable table, List<Chunk> chunks) {
    ThriftCompact footer = new ThriftCompact();
    footer.i32(1, 1);
    footer.beginStructs(2, chunks.size() + 1);
    footer.beginElement().string(4, "clusters").i32(5, chunks.size()).endStruct();
    for (FlatTable.Column column : table.columns()) {
      footer.beginElement().i32(1, physicalType(column.type())).i32(3, OPTIONAL);
      footer.string(4, column.name());
      if (column.type() == FlatTable.Type.TEXT) {
        footer.i32(6, UTF8);
      }
      footer.endStruct();
    }
    footer.i64(3, table.lines().size());
    footer.beginStructs(4, 1).beginElement().beginStructs(1, chunks.size());
    long bytes = 0;
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.get(i);
      bytes += chunk.bytes();
      footer.beginElement().i64(2, chunk.offset()).beginStruct(3);
      footer.i32(1, chunk.physicalType()).i32s(2, PLAIN, RUN_LENGTHS);
      footer.strings(3, table.columns().get(i).name()).i32(4, UNCOMPRESSED);
      footer.i64(5, table.lines().size()).i64(6, chunk.bytes()).i64(7, chunk.bytes());
      footer.i64(9, chunk.offset()).endStruct().endStruct();
    }
    footer.i64(2, bytes).i64(3, table.lines().size()).endStruct();
    footer.string(6, "techindex");
    return footer.endAll();
  }
}
