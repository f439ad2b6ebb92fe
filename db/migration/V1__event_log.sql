-- What is durable. The tables of later migrations hold the same facts in other forms, and can be
-- thrown away and rebuilt from these. Every row of every table says which world it belongs to.

-- A world's row is the lock its appends queue for, the fence that turns former writers away and the
-- end of its log, all in one: an append moves `position` on, and only the world's writer can, and
-- only from where the log ends. The end is a column and not max(event.position), since a plan made
-- while `event` was small and kept would search it from front to back ever after.
create table world (
  id         bigint      generated always as identity primary key,
  name       text        not null unique,
  writer     bigint      not null default 0,    -- how often it was taken over; the last to do so writes
  position   bigint      not null default 0,    -- of its last event; 0: none yet
  clock      timestamptz,                       -- the furthest its time has come; it moves without events too
  created_at timestamptz not null default now()
) with (fillfactor = 20);                       -- each append makes a new version of a row: keep it on the page

-- The log. A world's positions are 1, 2, 3, … without a hole, and are commit order. Columns of a
-- fixed width come first, which spares the padding between them.
--
-- `data` and `cause` are json and not jsonb: the bytes written are the bytes read, so a digest of
-- the history is the same before and after the database, and nothing is parsed again on the way.
--
-- The primary key is the only index. An index on (world, subject, position) halved the rate of
-- appends, and what it would speed up, one subject's events out of two million, takes 0.3 s
-- without it.
create table event (
  world       bigint      not null,
  position    bigint      not null,
  at          timestamptz not null,               -- the world's time, not the machine's
  writer      bigint      not null,               -- the world.writer that appended it
  recorded_at timestamptz not null default now(), -- the machine's time; one for all events of an append
  subject     text        not null,
  type        text        not null,
  data        json        not null,
  cause       json        not null,
  primary key (world, position)
);

-- States of worlds, each the fold of its world's events up to a position, so that a restart or a
-- look into the past need not begin at event 1. Any of them can be deleted at any time.
create table checkpoint (
  world    bigint      not null,
  position bigint      not null,
  at       timestamptz not null,
  digest   bytea       not null,  -- of the history up to here
  format   text        not null,  -- what `state` is written in; a reader passes over what it does not know
  state    bytea       not null,
  primary key (world, position)
);

-- The writer of a state compresses it if that pays, and knows better how.
alter table checkpoint alter column state set storage external;
