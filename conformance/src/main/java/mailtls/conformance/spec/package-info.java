/** What the RFCs ask of mail software at its TLS border: the catalogue of requirements. */
@NullMarked
package mailtls.conformance.spec;

import org.jspecify.annotations.NullMarked;
