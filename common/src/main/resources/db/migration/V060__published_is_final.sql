-- A published release is final for everybody, the owner of the tables too: it may only be withdrawn.
create function release_is_final() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.state = 'draft' then
    return old;
  end if;
  if tg_op = 'UPDATE' and (old.state = 'draft' or (
      old.state = 'published' and new.state = 'withdrawn'
      and (new.id, new.version, new.made_at, new.published_at, new.manifest)
        is not distinct from (old.id, old.version, old.made_at, old.published_at, old.manifest))) then
    return new;
  end if;
  raise exception 'release %.v% is % and stays as it is: publish a correction, or withdraw it',
    old.id, old.version, old.state using errcode = 'integrity_constraint_violation';
end $$;

create function release_document_is_final() returns trigger language plpgsql as $$
declare
  found record;
begin
  for found in
    select r.id, r.version, r.state from release r
    where r.state <> 'draft' and (
      (tg_op <> 'INSERT' and (r.id, r.version) = (old.release_id, old.version))
      or (tg_op <> 'DELETE' and (r.id, r.version) = (new.release_id, new.version)))
  loop
    raise exception 'release %.v% is % and stays as it is: publish a correction, or withdraw it',
      found.id, found.version, found.state using errcode = 'integrity_constraint_violation';
  end loop;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;

create function releases_stay() returns trigger language plpgsql as $$
begin
  raise exception 'releases are never emptied' using errcode = 'integrity_constraint_violation';
end $$;

create trigger release_is_final before update or delete on release
  for each row execute function release_is_final();
create trigger release_document_is_final before insert or update or delete on release_document
  for each row execute function release_document_is_final();
create trigger releases_stay before truncate on release
  for each statement execute function releases_stay();
create trigger release_documents_stay before truncate on release_document
  for each statement execute function releases_stay();

-- Drafts are seen by scoring alone: whoever reads as the API has the published rows only. Owners
-- of the tables and superusers see everything, as always in PostgreSQL.
alter table release enable row level security;
alter table release_document enable row level security;

do $$
declare
  reader text;
begin
  foreach reader in array array['techindex_ingest', 'techindex_scoring', 'techindex_api'] loop
    if exists (select 1 from pg_roles where rolname = reader) then
      -- To see whether a migration is missing, without the right to apply it.
      execute format('grant select on flyway_schema_history to %I', reader);
    end if;
  end loop;

  if exists (select 1 from pg_roles where rolname = 'techindex_ingest') then
    grant select, insert on refusal_replay to techindex_ingest;
  end if;

  if exists (select 1 from pg_roles where rolname = 'techindex_scoring') then
    create policy scoring_sees_all on release to techindex_scoring using (true);
    create policy scoring_sees_all on release_document to techindex_scoring using (true);
    -- What became of a cluster's id and of an announcement is history.
    revoke update, delete on cluster_identity, release_announced from techindex_scoring;
  end if;

  if exists (select 1 from pg_roles where rolname = 'techindex_api') then
    create policy api_sees_published on release for select to techindex_api
      using (state in ('published', 'withdrawn'));
    create policy api_sees_published on release_document for select to techindex_api
      using (exists (
        select from release r
        where r.id = release_id and r.version = release_document.version
          and r.state in ('published', 'withdrawn')));
    -- Nothing of what was refused, nor of how far ingest has come.
    revoke select on all tables in schema public from techindex_api;
    grant select on release, release_document, release_calendar, live_document, signal, signal_part,
      signal_link, classifier, flyway_schema_history to techindex_api;
  end if;
end $$;
