package org.techindex.local.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One bound for the memory of all stores of a process, blocks and write buffers together: each
 * store on its own would take up to 100 MB, whatever the number of partitions.
 */
public final class BoundedRocks implements RocksDBConfigSetter {

  private static final long CACHE_BYTES = 256L << 20;
  private static final long WRITE_BUFFER_BYTES = 128L << 20;
  private static final long BUFFER_OF_ONE_STORE_BYTES = 16L << 20;

  /** Held by every store of the process and so never closed. */
  private static final Cache CACHE;

  private static final WriteBufferManager BUFFERS;

  static {
    RocksDB.loadLibrary();
    CACHE = new LRUCache(CACHE_BYTES);
    BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
      table.setBlockCache(CACHE);
      table.setCacheIndexAndFilterBlocks(true);
      options.setTableFormatConfig(table);
    }
    options.setWriteBufferManager(BUFFERS);
    options.setWriteBufferSize(BUFFER_OF_ONE_STORE_BYTES);
  }

  @Override
  public void close(String storeName, Options options) {
    // The cache and the buffers belong to all stores.
  }
}
