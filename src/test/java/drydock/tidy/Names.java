package drydock.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A type is named after what it is.
public final class Names {

  private static final Set<String> EMPTY_WORDS =
      Set.of("Manager", "Helper", "Util", "Impl", "Base", "Abstract", "Processor");

  private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*");

  private Names() {}

  public static List<Violation> check(Sources sources) {
    var violations = new ArrayList<Violation>();
    for (Sources.Unit unit : sources.units()) {
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitClass(ClassTree type, Void unused) {
          judge(type).forEach(what -> violations.add(unit.violation(type, what)));
          return super.visitClass(type, null);
        }
      }.scan(unit.tree(), null);
    }
    return violations;
  }

  private static List<String> judge(ClassTree type) {
    String name = type.getSimpleName().toString();
    var faults = new ArrayList<String>();
    Matcher words = WORD.matcher(name);
    while (words.find()) {
      String word = words.group().replaceFirst("s$", "");
      if (EMPTY_WORDS.contains(word)) {
        faults.add(name + ": `" + word + "` in a name says nothing");
      }
    }
    if (type.getKind() == Tree.Kind.RECORD && name.matches(".+Event")) {
      faults.add(name + ": an event is a noun and a past participle, without `Event`");
    }
    return faults;
  }
}
