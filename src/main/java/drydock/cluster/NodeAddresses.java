package drydock.cluster;

/// The addresses of a node: in its subnet, on the internet (empty if none), and the block its pods
/// get theirs from.
public record NodeAddresses(String lan, String wan, String pods) {}
