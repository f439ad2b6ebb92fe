/// Measures what Drydock claims of its speed, on the machine of whoever runs it: `mvn -q -Pbench`.
/// Figures are printed and never asserted; what is compared is compared within one run.
package drydock.bench;
