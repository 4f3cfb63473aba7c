-- Records that changed nothing: no later ce_time than a version of the same identity that stands
-- before them in the same partition. With signal and refusal they account for every record read.
create table signal_duplicate (
  position bigint primary key,
  identity uuid not null,
  ce_time timestamptz not null
);
create index signal_duplicate_identity on signal_duplicate (identity);

-- Up to where the refusals of a partition were announced on signals.rejected.
create table refusal_announced (
  partition_id smallint primary key references topic_partition (id),
  next_offset bigint not null
);

-- Refused records that were published again, and where.
create table refusal_replay (
  position bigint primary key references refusal (position),
  new_partition integer not null,
  new_offset bigint not null,
  replayed_at timestamptz not null default now()
);
