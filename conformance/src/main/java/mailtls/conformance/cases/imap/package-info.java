/** What is asked of a server of IMAP, section for section. */
@NullMarked
package mailtls.conformance.cases.imap;

import org.jspecify.annotations.NullMarked;
