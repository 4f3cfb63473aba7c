-- The path of a signal in the database. Ingest only inserts signals, refusals and links; a signal
-- version is never changed, so that a release at an earlier cut-off can be made again.

-- Kafka partitions read so far. The offset here is the truth; Kafka's own is a hint for lag tools.
create table topic_partition (
  id smallint generated always as identity primary key,
  topic text not null,
  partition integer not null,
  topic_id uuid not null,                 -- a topic deleted and made again has another
  next_offset bigint not null default 0,  -- first offset not yet in the tables
  updated_at timestamptz not null default now(),
  unique (topic, partition)
);

-- Versions of the sector classifier that memberships were made by.
create table classifier (
  id smallint generated always as identity primary key,
  version text not null unique,
  registered_at timestamptz not null default now()
);

-- Every accepted version of every signal. The current one of an identity is that of the latest
-- ce_time (the lowest position where times are equal), unless it is a retraction.
create table signal (
  position bigint primary key,            -- topic_partition.id * 2^40 + Kafka offset
  identity uuid not null,                 -- first 128 bits of SHA-256 of 'source|id'
  ce_time timestamptz not null,
  received_at timestamptz not null default now(),
  observed timestamptz,
  kind smallint not null,                 -- 1 business, 2 event, 3 institution, 4 publication
  first_version boolean not null,         -- the first stored of its identity
  retracted boolean not null,             -- then there is nothing but the identity
  source text not null,
  id text not null,
  name text,
  body text,
  url text,
  document jsonb,                         -- the fields that belong to the kind
  evidence jsonb                          -- the words and codes that decided the sectors
);
create unique index signal_first_version on signal (identity) where first_version;
create index signal_later_version on signal (identity) where not first_version;

-- The parts of a signal that lie in one place each: one, but one per institution of a publication.
-- All that totals need, so that a scan reads nothing else. Amounts are integer millionths.
create table signal_part (
  position bigint not null,
  cell bigint not null,                   -- H3 index, resolution 7
  amount bigint not null,                 -- what the part weighs before membership
  part smallint not null,                 -- 0, 1, ...
  classifier smallint not null references classifier (id),
  kind smallint not null,
  month smallint not null,                -- from which it counts, in months since January 1970
  closed_month smallint,                  -- from which it counts no more
  region smallint not null,               -- number of the region
  first_version boolean not null,
  fraction integer not null,              -- part of one signal; the parts add up to 1,000,000
  citations integer not null,
  ai_and_data integer not null,
  clean_growth integer not null,
  smart_cities_and_mobility integer not null,
  ageing_society integer not null,
  advanced_manufacturing integer not null,
  primary key (position, classifier, part)
);
create index signal_part_cell on signal_part (cell);

create table signal_link (
  position bigint not null,
  ordinal smallint not null,
  relation smallint not null,
  weight bigint not null,                 -- millionths
  to_identity uuid not null,
  primary key (position, ordinal)
);
create index signal_link_to on signal_link (to_identity);

-- What could not be taken, and why.
create table refusal (
  position bigint primary key,
  source text,
  id text,
  topic text not null,
  partition integer not null,
  "offset" bigint not null,
  stage text not null,                    -- receive, validate, locate
  field text not null,
  rule text not null,
  value text not null,                    -- shortened
  received_at timestamptz not null default now()
);
create index refusal_source on refusal (source, rule);

-- Releases. A published one is never changed: a correction is another version.
create table release (
  id text not null check (id ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  version integer not null check (version >= 1),
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  made_at timestamptz not null,
  published_at timestamptz,
  reason text,                            -- of a correction or a withdrawal
  manifest jsonb not null,
  primary key (id, version)
);

-- What a release consists of: 'sectors/<sector>.json' and 'manifest.json', byte for byte.
create table release_document (
  release_id text not null,
  version integer not null,
  name text not null,
  media_type text not null,
  sha256 bytea not null,
  content bytea not null,
  primary key (release_id, version, name),
  foreign key (release_id, version) references release (id, version)
);

-- The live index: the same documents, replaced as signals arrive.
create table live_document (
  name text primary key,
  revision bigint not null,
  updated_at timestamptz not null,
  sha256 bytea not null,
  content bytea not null
);
