package mailtls.relay;

/**
 * Who reports (RFC 8460 section 4.4).
 *
 * @param organization its name
 * @param contact an address, whose domain is also the one that submits the reports, and that signs them with DKIM
 */
public record Reporter(String organization, String contact) {

    public Reporter {
        if (!contact.matches("[!-~&&[^\"<>@]]+@[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException("not an address: “" + contact + "”");
        }
    }

    /** Returns the domain of the address. */
    public String submitter() {
        return contact.substring(contact.indexOf('@') + 1);
    }
}
