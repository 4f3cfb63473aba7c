-- When each month's release is due. A date is a promise: it is named once and then only moved by
-- the release manager.
create table release_calendar (
  id text primary key check (id ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  due_at timestamptz not null,
  named_at timestamptz not null default now()
);

-- Links are joined to their other end without a look at the wide table.
drop index signal_first_version;
create unique index signal_first_version on signal (identity) include (position) where first_version;
