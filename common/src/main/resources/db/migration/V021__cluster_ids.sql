-- Every id that a cluster ever had in a release: an id is never used for another cluster.
create table cluster_identity (
  sector text not null,
  id text not null,
  first_release text not null,            -- '2026-11.v1'
  primary key (sector, id)
);

-- Releases that were announced on index.releases.
create table release_announced (
  release_id text not null,
  version integer not null,
  state text not null,
  announced_at timestamptz not null default now(),
  primary key (release_id, version, state)
);
