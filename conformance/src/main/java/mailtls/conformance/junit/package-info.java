/** The suite in a project's own tests. It needs JUnit Jupiter, which the project brings along. */
@NullMarked
package mailtls.conformance.junit;

import org.jspecify.annotations.NullMarked;
