/** What a hostile server says to clients of SMTP. */
@NullMarked
package mailtls.conformance.cases.client.smtp;

import org.jspecify.annotations.NullMarked;
