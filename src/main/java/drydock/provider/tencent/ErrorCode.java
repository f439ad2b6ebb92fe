package drydock.provider.tencent;

import drydock.kernel.Rejection;

/// `code` and `codeDesc` of an answer. The common ones are those of the API's error page; negative
/// ones belong to a module. Real clients look for exactly `Success`, for `ClusterNotReadyError` and
/// `ProcessAlreadyRunning`, for code -16009, and for a codeDesc that contains `NotFound`.
public enum ErrorCode {
  SUCCESS(0, "Success"),
  INVALID_PARAMETER(4000, "InvalidParameter", 10000),
  MISSING_PARAMETER(4000, "InvalidParameter", 10010),
  AUTH_FAILURE(4100, "AuthFailure"),
  UNAUTHORIZED_INTERFACE(4101, "UnauthorizedOperation"),
  UNAUTHORIZED_RESOURCE(4102, "UnauthorizedOperation"),
  UNAUTHORIZED_OPERATION(4103, "UnauthorizedOperation"),
  SECRET_ID_NOT_FOUND(4104, "SecretIdNotFound"),
  TOKEN_CHECK_FAILED(4105, "TokenCheckFailed"),
  MFA_CHECK_FAILED(4106, "MFACheckFailed"),
  CAM_INNER_ERROR(4110, "CAMInnerError"),
  FORBIDDEN(4300, "Forbidden"),
  LIMIT_EXCEEDED(4400, "LimitExceeded"),
  REPLAY_ATTACK(4500, "ReplayAttack"),
  UNSUPPORTED_PROTOCOL(4600, "UnsupportedProtocol"),
  RESOURCE_NOT_FOUND(5000, "ResourceNotFound"),
  RESOURCE_OP_FAILED(5100, "ResourceOpFailed"),
  INTERNAL_ERROR(6000, "InternalError", 10050),
  ACTION_NOT_FOUND(6100, "InvalidAction.NotFound", 10280),
  ACTION_UNAVAILABLE(6200, "ActionUnavailable"),
  CONCURRENCY_EXCEEDED(6200, "RequestConcurrencyExceeded"),

  CLUSTER_NOT_FOUND(-16009, "InternalError.ClusterNotFound"),
  CLUSTER_NOT_READY(5100, "ClusterNotReadyError"),
  PROCESS_ALREADY_RUNNING(5100, "ProcessAlreadyRunning"),
  CIDR_CONFLICT(4000, "ConflictWithOtherClusterCIDR", -10013),
  CIDR_CONFLICT_NETWORK(4000, "ConflictWithVpcCIDR"),
  INVALID_ZONE(4000, "InvalidParameter.InvaildZoneId"),
  INVALID_PASSWORD(4000, "InvalidParameter.PasswordNotConformSpecs"),
  RESOURCE_EXISTS(5100, "InternalError.ResourceExistAlready"),

  MONITOR_SOURCE_NOT_EXISTS(-502, "OperationDenied.SourceNotExists"),
  MONITOR_INVALID_PARAMETER(-503, "InvalidParameter"),
  MONITOR_MISSING_PARAMETER(-505, "InvalidParameter.MissingParameter"),
  MONITOR_EXCEED_LIMIT(-507, "OperationDenied.ExceedLimit"),
  MONITOR_DIMENSION_GROUP(-509, "InvalidParameter.DimensionGroupError"),
  MONITOR_DB_OPERATION(-513, "InternalError.DBoperationFail");

  private final int code;
  private final String codeDesc;
  private final int module;

  ErrorCode(int code, String codeDesc) {
    this(code, codeDesc, 0);
  }

  ErrorCode(int code, String codeDesc, int module) {
    this.code = code;
    this.codeDesc = codeDesc;
    this.module = module;
  }

  public int code() {
    return code;
  }

  public String codeDesc() {
    return codeDesc;
  }

  /// A message in the service's style, `(100004)projectId…`: behind the module's own number, where
  /// one is known.
  public String message(String text) {
    return module == 0 ? text : "(" + module + ")" + text;
  }

  /// How this API tells a world's refusal.
  public static ErrorCode of(Rejection.Reason reason) {
    return switch (reason) {
      case INVALID -> INVALID_PARAMETER;
      case QUOTA_EXCEEDED -> LIMIT_EXCEEDED;
      case CLUSTER_NOT_FOUND -> CLUSTER_NOT_FOUND;
      case CLUSTER_NOT_READY -> CLUSTER_NOT_READY;
      case PROCESS_RUNNING -> PROCESS_ALREADY_RUNNING;
      case CIDR_CONFLICT -> CIDR_CONFLICT;
      case CIDR_CONFLICT_NETWORK -> CIDR_CONFLICT_NETWORK;
      case ZONE_NOT_FOUND -> INVALID_ZONE;
      case NODE_NOT_FOUND,
          NAMESPACE_NOT_FOUND,
          SERVICE_NOT_FOUND,
          CONFIGURATION_NOT_FOUND,
          TASK_NOT_FOUND,
          FAULT_NOT_FOUND ->
          RESOURCE_NOT_FOUND;
      case SERVICE_EXISTS, NAMESPACE_EXISTS, CONFIGURATION_EXISTS -> RESOURCE_EXISTS;
      case NAMESPACE_TERMINATING, SERVICE_STATE, NOTHING_TO_ROLL_BACK -> RESOURCE_OP_FAILED;
      case REGISTRY_NAMESPACE_NOT_FOUND, REPOSITORY_NOT_FOUND, IMAGE_NOT_FOUND, TRIGGER_NOT_FOUND ->
          RESOURCE_NOT_FOUND;
      case REGISTRY_NAMESPACE_EXISTS, REPOSITORY_EXISTS, TRIGGER_EXISTS -> RESOURCE_EXISTS;
      case REGISTRY_NAMESPACE_IN_USE, NO_RETENTION -> RESOURCE_OP_FAILED;
    };
  }
}
