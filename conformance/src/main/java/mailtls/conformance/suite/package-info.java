/** What is played with a server, and what is made of its answers. */
@NullMarked
package mailtls.conformance.suite;

import org.jspecify.annotations.NullMarked;
