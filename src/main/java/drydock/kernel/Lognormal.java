package drydock.kernel;

import java.time.Duration;

/// How a duration spreads: half of the draws are below `median`; `sigma` is the standard deviation
/// of the logarithm (0: always the median); no draw is above `max`.
public record Lognormal(Duration median, double sigma, Duration max) {}
