-- What each service may do. The roles cannot log in: the operator grants them to users that can.
-- Where the migrating user may not make roles, the operator makes them and grants as below.
do $$
declare
  wanted text;
  relation text;
begin
  foreach wanted in array array['techindex_ingest', 'techindex_scoring', 'techindex_api'] loop
    begin
      if not exists (select 1 from pg_roles where rolname = wanted) then
        execute format('create role %I nologin', wanted);
      end if;
    exception
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then
        raise notice 'role % is not made: this user may not', wanted;
    end;
  end loop;

  if exists (select 1 from pg_roles where rolname = 'techindex_ingest') then
    -- Ingest only inserts; of what it wrote it may change nothing but the marks of its progress.
    grant usage on schema public to techindex_ingest;
    grant select, insert on classifier, signal, signal_part, signal_link, signal_duplicate, refusal,
      refusal_announced, topic_partition to techindex_ingest;
    grant update (next_offset, updated_at) on topic_partition to techindex_ingest;
    grant update (next_offset) on refusal_announced to techindex_ingest;
  end if;

  if exists (select 1 from pg_roles where rolname = 'techindex_scoring') then
    grant usage on schema public to techindex_scoring;
    grant select on all tables in schema public to techindex_scoring;
    for relation in
      select tablename from pg_tables
      where schemaname = 'public' and tablename not in ('classifier', 'signal', 'signal_part',
        'signal_link', 'signal_duplicate', 'refusal', 'refusal_announced', 'refusal_replay',
        'topic_partition', 'flyway_schema_history')
    loop
      execute format('grant insert, update, delete on %I to techindex_scoring', relation);
    end loop;
  end if;

  if exists (select 1 from pg_roles where rolname = 'techindex_api') then
    grant usage on schema public to techindex_api;
    grant select on all tables in schema public to techindex_api;
  end if;
end $$;
