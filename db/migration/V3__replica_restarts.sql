-- How often the containers of a replica were started again, all of them together. Why the last one
-- ended is said by `trouble`, and how far the replica is by `phase`, which may be Crashed.
alter table replica add column restarts integer not null default 0;
