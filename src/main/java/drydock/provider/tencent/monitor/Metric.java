package drydock.provider.tencent.monitor;

import java.util.Arrays;
import java.util.Locale;

/// Every metric of the API document, named as there (查询容器服务监控信息, 5 to 8).
enum Metric {
  DC_CPU_USAGE(Dimensions.CLUSTER, Quantity.CPU, Whole.CLUSTER),
  DC_MEM_USAGE(Dimensions.CLUSTER, Quantity.MEMORY, Whole.CLUSTER),

  SERVICE_CPU_USED(Dimensions.SERVICE, Quantity.CPU, Whole.NONE),
  SERVICE_CPU_USAGE_FOR_CLUSTER(Dimensions.SERVICE, Quantity.CPU, Whole.CLUSTER),
  SERVICE_MEM_USED(Dimensions.SERVICE, Quantity.MEMORY, Whole.NONE),
  SERVICE_MEM_USAGE_FOR_CLUSTER(Dimensions.SERVICE, Quantity.MEMORY, Whole.CLUSTER),
  SERVICE_IN_FLUX(Dimensions.SERVICE, Quantity.IN_FLUX, Whole.NONE),
  SERVICE_OUT_FLUX(Dimensions.SERVICE, Quantity.OUT_FLUX, Whole.NONE),
  SERVICE_IN_BANDWIDTH(Dimensions.SERVICE, Quantity.IN_BANDWIDTH, Whole.NONE),
  SERVICE_OUT_BANDWIDTH(Dimensions.SERVICE, Quantity.OUT_BANDWIDTH, Whole.NONE),
  SERVICE_IN_PACKETS(Dimensions.SERVICE, Quantity.IN_PACKETS, Whole.NONE),
  SERVICE_OUT_PACKETS(Dimensions.SERVICE, Quantity.OUT_PACKETS, Whole.NONE),

  POD_IN_BANDWIDTH(Dimensions.INSTANCE, Quantity.IN_BANDWIDTH, Whole.NONE),
  POD_OUT_BANDWIDTH(Dimensions.INSTANCE, Quantity.OUT_BANDWIDTH, Whole.NONE),
  POD_IN_FLUX(Dimensions.INSTANCE, Quantity.IN_FLUX, Whole.NONE),
  POD_OUT_FLUX(Dimensions.INSTANCE, Quantity.OUT_FLUX, Whole.NONE),
  POD_IN_PACKETS(Dimensions.INSTANCE, Quantity.IN_PACKETS, Whole.NONE),
  POD_OUT_PACKETS(Dimensions.INSTANCE, Quantity.OUT_PACKETS, Whole.NONE),

  CONTAINER_CPU_USED(Dimensions.CONTAINER, Quantity.CPU, Whole.NONE),
  CONTAINER_CPU_USAGE_FOR_NODE(Dimensions.CONTAINER, Quantity.CPU, Whole.NODE),
  CONTAINER_CPU_USAGE_FOR_REQUEST(Dimensions.CONTAINER, Quantity.CPU, Whole.REQUEST),
  CONTAINER_CPU_USAGE_FOR_LIMIT(Dimensions.CONTAINER, Quantity.CPU, Whole.LIMIT),
  CONTAINER_MEM_USED(Dimensions.CONTAINER, Quantity.MEMORY, Whole.NONE),
  CONTAINER_MEM_USAGE_FOR_NODE(Dimensions.CONTAINER, Quantity.MEMORY, Whole.NODE),
  CONTAINER_MEM_USAGE_FOR_REQUEST(Dimensions.CONTAINER, Quantity.MEMORY, Whole.REQUEST),
  CONTAINER_MEM_USAGE_FOR_LIMIT(Dimensions.CONTAINER, Quantity.MEMORY, Whole.LIMIT),
  CONTAINER_DISK_READ_TRAFFIC(Dimensions.CONTAINER, Quantity.READ_TRAFFIC, Whole.NONE),
  CONTAINER_DISK_WRITE_TRAFFIC(Dimensions.CONTAINER, Quantity.WRITE_TRAFFIC, Whole.NONE),
  CONTAINER_DISK_READ(Dimensions.CONTAINER, Quantity.READS, Whole.NONE),
  CONTAINER_DISK_WRITE(Dimensions.CONTAINER, Quantity.WRITES, Whole.NONE);

  private final Dimensions dimensions;
  private final Quantity quantity;
  private final Whole whole;

  Metric(Dimensions dimensions, Quantity quantity, Whole whole) {
    this.dimensions = dimensions;
    this.quantity = quantity;
    this.whole = whole;
  }

  /// The name of a metric that is known to be one.
  static Metric named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  static String[] names() {
    return Arrays.stream(values()).map(Metric::text).toArray(String[]::new);
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  Dimensions dimensions() {
    return dimensions;
  }

  Quantity quantity() {
    return quantity;
  }

  Whole whole() {
    return whole;
  }
}
