/** What a hostile server says to clients of POP3. */
@NullMarked
package mailtls.conformance.cases.client.pop3;

import org.jspecify.annotations.NullMarked;
