package mailtls.client;

import java.security.cert.CertificateException;

/** A certificate is for another server than the one that was meant (RFC 9525 section 6.6). */
public final class WrongNameException extends CertificateException {

    private static final long serialVersionUID = 1;

    WrongNameException(String message) {
        super(message);
    }
}
