/** What all commands of the command line share: how they end, and how they say what went wrong. */
@NullMarked
package mailtls.conformance.command;

import org.jspecify.annotations.NullMarked;
