-- Read models: what the log of a world comes to, as tables for people and tools that speak SQL.
-- Every row follows from events, so all of these tables can be emptied and filled again. They run
-- after the log, a fraction of a second behind it, and nothing waits for them: the API is
-- answered from memory.
--
-- `born` is the position of the event that made a thing. No other thing of its world has it, so it
-- is a narrow key that never changes hands, where a name may be taken again by another service.
-- `position` is that of the last event that touched the row. Both lead into the history:
--
--   select at, type, data, cause from event where world = 1 and position = 4711;
--
-- Each table is moved on by itself, in transactions of its own. For a moment a replica may be seen
-- before its service, so no table refers to another by a foreign key. Within one table, all rows
-- are as of one position.
--
-- There are no indexes but the keys. Every other one would be written at each change of a row, and
-- a look through a hundred thousand replicas takes some hundredths of a second.

-- How far each table has come: its rows are those of the world after the event at `position`. The
-- checkpoint moves in the same transaction as the rows, from where it is known to stand and nowhere
-- else, so whoever comes second changes nothing. How far behind the tables are, in events:
--
--   select projection.name, world.position - projection.position as lag
--   from projection join world on world.id = projection.world;
create table projection (
  world    bigint not null,
  name     text   not null,      -- of the table
  position bigint not null default 0,
  at       timestamptz,          -- the world's time of the event at `position`
  edition  bigint not null generated always as identity, -- a table that begins anew is another one
  primary key (world, name)
) with (fillfactor = 20);        -- a row is rewritten at each step: keep its versions on the page

create table cluster (
  world       bigint      not null,
  born        bigint      not null,
  position    bigint      not null,
  id          text        not null,  -- cls-1a2b3c4d
  name        text        not null,
  description text        not null,
  status      text        not null,  -- Creating, Running, Scaling, Deleting, Abnormal
  region      text        not null,
  vpc         text        not null,
  cidr        text        not null,  -- where pods and services get their addresses
  system      text        not null,  -- the operating system of its nodes
  kubernetes  text        not null,
  project     bigint      not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,  -- when it last changed itself, not what is in it
  master_subnet    text   not null,  -- empty: none was asked for
  endpoint         text   not null,  -- of its API, seen from outside: Closed, Opening, Open, Closing
  endpoint_address text,             -- null: there is none
  due_at      timestamptz,           -- when it runs, or its endpoint opens or is gone; null: nothing is to come
  primary key (world, born)
);

create table node (
  world       bigint      not null,
  born        bigint      not null,
  position    bigint      not null,
  cluster     text        not null,
  machine     text        not null,  -- ins-1a2b3c4d
  name        text        not null,  -- of the machine
  phase       text        not null,  -- Booting, Installing, Joining, Ready, Leaving
  cordoned    boolean     not null,  -- takes no new replicas
  kept        boolean     not null,  -- the machine stays with the account when the node has left
  zone        text        not null,
  subnet      text        not null,
  lan_address text        not null,
  wan_address text,                  -- null: not reachable from outside
  pods        text        not null,  -- the block that its replicas get their addresses from
  cpu         integer     not null,  -- cores
  memory      integer     not null,  -- GiB
  spec        jsonb       not null,  -- all that was ordered
  labels      jsonb       not null,
  created_at  timestamptz not null,
  joined_at   timestamptz,           -- null: not ready yet
  due_at      timestamptz,           -- when its next phase begins; null: none is to come
  primary key (world, born)
);

create table namespace (
  world       bigint      not null,
  born        bigint      not null,
  position    bigint      not null,
  cluster     text        not null,
  name        text        not null,
  description text        not null,
  terminating boolean     not null,  -- loses its services, and goes after the last replica
  created_at  timestamptz not null,
  primary key (world, born)
);

-- Every event of a replica touches the row of its service too, since the counts and the status are
-- read off the replicas.
create table service (
  world             bigint      not null,
  born              bigint      not null,
  position          bigint      not null,
  cluster           text        not null,
  namespace         text        not null,
  name              text        not null,
  description       text        not null,
  labels            jsonb       not null,  -- its own; replicas have theirs
  status            text        not null,  -- Waiting, Normal, Updating, RollingBack, Paused, Abnormal
  wanted            integer     not null,  -- replicas asked for
  active            integer     not null,  -- replicas that are not on their way out
  ready             integer     not null,
  available         integer     not null,  -- ready for min_ready_seconds
  strategy          text        not null,  -- RollingUpdate, Recreate
  min_ready_seconds integer     not null,
  paused            boolean     not null,
  rollout           text,                  -- Update or Rollback while one is under way
  updated           boolean     not null,  -- whether there ever was one
  revision          text,                  -- of the template asked for; null: not made yet
  progressing       text,                  -- how a rollout with a deadline gets on, ReplicaSetUpdated; null: there is none
  progressed_at     timestamptz,           -- when there was last any progress
  progressing_since timestamptz,           -- since when it gets on, or does not
  progress_deadline integer,               -- seconds without progress
  exposure          text        not null,  -- LoadBalancer, InternalLoadBalancer, NodePort, ClusterIp, None
  ports             jsonb       not null,
  subnet            text,                  -- of an internal load balancer
  address           text,                  -- inside the cluster
  balancer          text,                  -- lb-1a2b3c4d
  balancer_address  text,
  balancer_due_at   timestamptz,           -- when the load balancer serves; null: it does, or there is none
  template          jsonb       not null,  -- what was asked for, which a paused service is not yet made from
  created_at        timestamptz not null,
  primary key (world, born)
) with (fillfactor = 70);

-- The configurations that a service has had. Which services ever ran an image:
--
--   select distinct cluster, namespace, service from revision where world = 1 and images ? 'nginx:1.0';
create table revision (
  world     bigint  not null,
  born      bigint  not null,
  position  bigint  not null,
  cluster   text    not null,
  namespace text    not null,
  service   text    not null,
  name      text    not null,  -- web-56c68b767b
  number    integer not null,  -- gone back to, a revision gets the next number
  wanted    integer not null,  -- replicas of it
  min_ready_seconds integer not null,
  desired   integer not null,  -- replicas of the service, when it was last scaled
  most      integer not null,  -- and how many there might be then, those of a rollout among them
  template  jsonb   not null,
  images    jsonb   not null generated always as (jsonb_path_query_array(template, '$.containers[*].image')) stored,
  primary key (world, born)
);

-- A replica changes a handful of times on its way to being ready. With room left on each page, a
-- new version of a row lands beside the old one, and the key's index need not hear of it.
create table replica (
  world      bigint      not null,
  born       bigint      not null,
  position   bigint      not null,
  cluster    text        not null,
  namespace  text        not null,
  service    text        not null,
  name       text        not null,  -- web-56c68b767b-x7k2p
  revision   text        not null,
  phase      text        not null,  -- Pending, Pulling, PullBackOff, Starting, Running, Ready, Crashed, Stopping
  available  boolean     not null,
  node       text,                  -- node.machine; null: not placed yet
  address    text,
  cpu        integer     not null,  -- set aside for it: thousandths of a core
  memory     integer     not null,  -- MiB
  tries      integer     not null,  -- how often in a row it could not be placed, or its image not pulled
  trouble    text,                  -- the last of these failures, or why a container ended last
  restarts   integer     not null,  -- of its containers, all of them together
  labels     jsonb       not null,
  created_at timestamptz not null,
  ready_at   timestamptz,           -- since when; null: it is not ready
  due_at     timestamptz,           -- when something is next due for it; null: nothing is
  primary key (world, born)
) with (fillfactor = 70);

create table task (
  world      bigint      not null,
  request_id bigint      not null,
  position   bigint      not null,
  kind       text        not null,  -- CreateCluster, DeleteCluster, AddNodes, RemoveNodes, OpenEndpoint, CloseEndpoint
  status     text        not null,  -- running, succ, fail
  cluster    text        not null,
  machines   jsonb       not null,  -- the nodes it is about
  started_at timestamptz not null,
  primary key (world, request_id)
);
