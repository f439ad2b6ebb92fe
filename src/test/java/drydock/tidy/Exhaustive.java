package drydock.tidy;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/// A switch over an enum or a sealed type of ours names every case, so that the compiler points at
/// it when there is a new one. A `default` would swallow the new case.
public final class Exhaustive {

  private Exhaustive() {}

  /// `sources` are attributed.
  public static List<Violation> check(Sources sources) {
    var violations = new ArrayList<Violation>();
    for (Sources.Unit unit : sources.units()) {
      new TreePathScanner<Void, Void>() {
        @Override
        public Void visitSwitch(SwitchTree choice, Void unused) {
          judge(choice.getExpression(), choice.getCases());
          return super.visitSwitch(choice, null);
        }

        @Override
        public Void visitSwitchExpression(SwitchExpressionTree choice, Void unused) {
          judge(choice.getExpression(), choice.getCases());
          return super.visitSwitchExpression(choice, null);
        }

        private void judge(ExpressionTree selector, List<? extends CaseTree> cases) {
          TypeMirror type = typeOf(selector);
          cases.stream()
              .filter(each -> isDefault(each) && isClosed(type))
              .map(each -> unit.violation(each, "`default` in a switch over " + type))
              .forEach(violations::add);
        }

        private TypeMirror typeOf(ExpressionTree selector) {
          ExpressionTree bare =
              selector instanceof ParenthesizedTree inside ? inside.getExpression() : selector;
          return sources.trees().getTypeMirror(new TreePath(getCurrentPath(), bare));
        }
      }.scan(unit.tree(), null);
    }
    return violations;
  }

  private static boolean isDefault(CaseTree each) {
    return each.getLabels().stream().anyMatch(DefaultCaseLabelTree.class::isInstance);
  }

  private static boolean isClosed(TypeMirror type) {
    if (type instanceof TypeVariable variable) {
      return isClosed(variable.getUpperBound());
    }
    if (!(type instanceof DeclaredType declared)) {
      return false;
    }
    Element element = declared.asElement();
    return element.toString().startsWith("drydock.")
        && (element.getKind() == ElementKind.ENUM
            || element.getModifiers().contains(Modifier.SEALED));
  }
}
