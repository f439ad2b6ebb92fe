package drydock.registry;

import static drydock.kernel.Rejection.Reason.INVALID;
import static drydock.kernel.Rejection.Reason.QUOTA_EXCEEDED;
import static drydock.kernel.Rejection.Reason.TRIGGER_EXISTS;
import static drydock.kernel.Rejection.Reason.TRIGGER_NOT_FOUND;

import drydock.kernel.Decision;
import drydock.profile.Profile;
import drydock.registry.RegistryCommand.ChangeTrigger;
import drydock.registry.RegistryCommand.TargetChange;
import drydock.service.ServiceId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Triggers are made, changed and deleted. What they update is looked for when they fire, so they
/// may be made before their service.
final class TriggerRules {

  private final Registry registry;
  private final Profile.RegistryQuotas quotas;

  TriggerRules(Registry registry, Profile.RegistryQuotas quotas) {
    this.registry = registry;
    this.quotas = quotas;
  }

  Decision add(Trigger.Spec spec) {
    Decision refusal = refuse(spec, null);
    return refusal == null ? Decision.accept(new RegistryEvent.TriggerCreated(spec)) : refusal;
  }

  Decision change(ChangeTrigger command) {
    Trigger trigger = registry.trigger(command.trigger());
    if (trigger == null) {
      return missing(command.trigger());
    }
    Trigger.Spec changed = changed(trigger.spec(), command);
    Decision refusal = refuse(changed, trigger.spec());
    return refusal == null
        ? Decision.accept(new RegistryEvent.TriggerChanged(command.trigger(), changed))
        : refusal;
  }

  Decision delete(String name) {
    return registry.trigger(name) == null
        ? missing(name)
        : Decision.accept(new RegistryEvent.TriggerDeleted(name));
  }

  private static Decision missing(String name) {
    return Decision.reject(TRIGGER_NOT_FOUND, "triggerName " + name + " does not exist");
  }

  private static Trigger.Spec changed(Trigger.Spec before, ChangeTrigger command) {
    return new Trigger.Spec(
        or(command.name(), before.name()),
        or(command.repository(), before.repository()),
        changed(before.condition(), command),
        changed(before.target(), command.target()));
  }

  /// What was written for another way to choose tags is not meant for `all`.
  private static Condition changed(Condition before, ChangeTrigger command) {
    Condition.Method method = Objects.requireNonNullElse(command.method(), before.method());
    String kept = method == Condition.Method.ALL ? "" : before.expression();
    return new Condition(method, or(command.expression(), kept));
  }

  private static Trigger.Target changed(Trigger.Target before, TargetChange change) {
    ServiceId service = before.service();
    return new Trigger.Target(
        new ServiceId(
            or(change.cluster(), service.cluster()),
            or(change.namespace(), service.namespace()),
            or(change.service(), service.name())),
        or(change.container(), before.container()),
        or(change.region(), before.region()));
  }

  private static String or(@Nullable String asked, String before) {
    return asked == null ? before : asked;
  }

  /// Why there can be no such trigger in place of the one before; null if there can.
  private @Nullable Decision refuse(Trigger.Spec spec, Trigger.@Nullable Spec before) {
    String fault = spec.condition().fault();
    if (fault != null) {
      return Decision.reject(INVALID, fault);
    }
    if ((before == null || !before.name().equals(spec.name()))
        && registry.trigger(spec.name()) != null) {
      return Decision.reject(TRIGGER_EXISTS, "a trigger " + spec.name() + " exists already");
    }
    if (registry.repository(spec.repository()) == null) {
      return Rooms.noRepository(spec.repository());
    }
    boolean newcomer = before == null || !before.repository().equals(spec.repository());
    return newcomer && count(spec.repository()) >= quotas.triggers()
        ? Decision.reject(
            QUOTA_EXCEEDED,
            "Quota run out: " + quotas.triggers() + " triggers for " + spec.repository())
        : null;
  }

  private long count(String repository) {
    return registry.triggers().stream()
        .filter(each -> each.spec().repository().equals(repository))
        .count();
  }
}
