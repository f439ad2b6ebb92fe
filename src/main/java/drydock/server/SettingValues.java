package drydock.server;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The values of all settings as they were given, flags before environment variables. An empty
/// variable is as good as none, since that is what tools make of an unset one.
record SettingValues(Map<Setting, String> given) {

  static SettingValues of(List<String> arguments, Map<String, String> environment)
      throws WrongSetting {
    Map<Setting, String> given = flags(arguments);
    for (Setting setting : Setting.values()) {
      String value = environment.getOrDefault(setting.variable(), "");
      if (!value.isEmpty()) {
        given.putIfAbsent(setting, value);
      }
    }
    return new SettingValues(given);
  }

  private static Map<Setting, String> flags(List<String> arguments) throws WrongSetting {
    Map<Setting, String> given = new EnumMap<>(Setting.class);
    for (var rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      int equals = argument.indexOf('=');
      Setting setting = named(equals < 0 ? argument : argument.substring(0, equals));
      if (equals < 0 && !rest.hasNext()) {
        throw setting.refuse("");
      }
      if (given.put(setting, equals < 0 ? rest.next() : argument.substring(equals + 1)) != null) {
        throw new WrongSetting(setting.flag() + " is given twice; allowed: once");
      }
    }
    return given;
  }

  private static Setting named(String flag) throws WrongSetting {
    for (Setting setting : Setting.values()) {
      if (setting.flag().equals(flag)) {
        return setting;
      }
    }
    String known = Stream.of(Setting.values()).map(Setting::flag).collect(Collectors.joining(", "));
    String line = flag.replaceAll("\\p{Cntrl}", "?");
    throw new WrongSetting(
        "\"" + line + "\" is no flag; allowed: " + known + ", --help, --version");
  }

  String of(Setting setting) {
    return given.getOrDefault(setting, setting.fallback());
  }

  Optional<String> optional(Setting setting) {
    return Optional.ofNullable(given.get(setting));
  }

  long number(Setting setting, long min, long max) throws WrongSetting {
    String value = of(setting);
    try {
      long number = Long.parseLong(value);
      if (number < min || number > max) {
        throw setting.refuse(value);
      }
      return number;
    } catch (NumberFormatException e) {
      throw setting.refuse(value);
    }
  }

  /// One of the constants of an enum, written in lower case.
  <E extends Enum<E>> E choice(Setting setting, E[] constants) throws WrongSetting {
    String value = of(setting);
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
        return constant;
      }
    }
    throw setting.refuse(value);
  }
}
