/** What is asked of a server of POP3, section for section. */
@NullMarked
package mailtls.conformance.cases.pop3;

import org.jspecify.annotations.NullMarked;
