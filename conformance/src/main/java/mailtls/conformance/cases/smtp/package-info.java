/** What is asked of a server of SMTP, section for section. */
@NullMarked
package mailtls.conformance.cases.smtp;

import org.jspecify.annotations.NullMarked;
