package drydock.log;

import java.time.Instant;

/// An event as the log holds it. `type` is the name the codec gives it (`replica.scheduled`);
/// `data` and `cause` are JSON texts, kept byte for byte as they were written. `at` is the world's
/// time in whole milliseconds.
public record Entry(
    long position, Instant at, String subject, String type, String data, String cause) {}
