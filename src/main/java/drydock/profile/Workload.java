package drydock.profile;

/// What the containers of a world do, as its monitoring shows it. Shares are from 0 to 1.
///
/// @param cpu the share of the CPU set aside for it that a container uses on average, and `memory`
///   the same of its memory once it is warm
/// @param inbound Mbit/s that come to a replica of a service that is reached over the network, on
///   average, and `outbound` what it sends
/// @param read KB/s that a container reads from its disk on average, and `written` what it writes
/// @param swing how far the day's rise and fall goes from its mean
/// @param peakHour the busiest hour of a day, from 0 to 24, in China's time
/// @param noise how far a minute goes from what the hour of day makes of it
/// @param systemCpu the share of its cores that a node needs for itself, and `systemMemory` of its
///   memory
public record Workload(
    double cpu,
    double memory,
    double inbound,
    double outbound,
    double read,
    double written,
    double swing,
    double peakHour,
    double noise,
    double systemCpu,
    double systemMemory) {}
