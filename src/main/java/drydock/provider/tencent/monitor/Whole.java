package drydock.provider.tencent.monitor;

/// What a usage is shown as a share of.
enum Whole {
  /// Nothing: it is shown as it is.
  NONE,
  CLUSTER,
  NODE,
  REQUEST,
  LIMIT
}
