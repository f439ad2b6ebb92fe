-- The labels of a service itself, which clients change without touching its pods. The table begins
-- anew and is filled from the log.
delete from projection where name = 'service';
truncate service;
alter table service add column labels jsonb not null;
comment on column service.exposure is 'LoadBalancer, InternalLoadBalancer, NodePort, ClusterIp, None';
