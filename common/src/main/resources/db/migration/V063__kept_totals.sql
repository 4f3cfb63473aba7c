-- Totals that another engine keeps, written by its instances: of each partition of identities its
-- rows, and how far they go. The totals are the sums over all partitions.
create table kept_totals (
  id integer generated always as identity primary key,
  topic text not null unique,             -- that the rows are read from
  topic_id uuid not null,                 -- a topic deleted and made again has another
  classifier text not null,               -- version whose memberships count
  reach_kilometres double precision not null, -- links that reach farther count as influence
  cutoff jsonb not null,                  -- as in a manifest: the records that count
  begun_at timestamptz not null default now(),
  complete_at timestamptz                 -- since when all that counts is in the rows
);
create index kept_totals_classifier on kept_totals (classifier);

create table kept_partition (
  totals integer not null references kept_totals (id) on delete cascade,
  partition smallint not null,
  next_offset bigint not null default 0,  -- of the topic: the first that is not in the rows
  since bigint,                           -- when their keeper took over; null before the first rows
  next_classified bigint,                 -- the rows hold the classified signals below
  next_message bigint,                    -- and what identities told each other below
  primary key (totals, partition)
);

-- Sums in millionths, but for the count. Sectors: 0 all, then in the order of the columns of
-- signal_part. Kinds as there.
create table kept_row (
  totals integer not null references kept_totals (id) on delete cascade,
  cell bigint not null,
  weight bigint not null,
  squared_weight bigint not null,
  heads bigint not null,
  squared_heads bigint not null,
  influence bigint not null,
  squared_influence bigint not null,
  signals bigint not null,
  partition smallint not null,
  month smallint not null,                -- months since January 1970
  sector smallint not null,
  kind smallint not null,
  primary key (totals, partition, cell, month, sector, kind)
);

-- Strength of the links between two cells, the lower number first, in millionths.
create table kept_link (
  totals integer not null references kept_totals (id) on delete cascade,
  low_cell bigint not null,
  high_cell bigint not null,
  all_sectors bigint not null,
  ai_and_data bigint not null,
  clean_growth bigint not null,
  smart_cities_and_mobility bigint not null,
  ageing_society bigint not null,
  advanced_manufacturing bigint not null,
  partition smallint not null,
  primary key (totals, partition, low_cell, high_cell)
);

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'techindex_scoring') then
    grant select, insert, update, delete on kept_totals, kept_partition, kept_row, kept_link
      to techindex_scoring;
  end if;
end $$;
