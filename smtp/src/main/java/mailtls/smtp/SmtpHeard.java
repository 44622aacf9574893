package mailtls.smtp;

import mailtls.machine.Command;

/** What an SMTP server says, by what it means (RFC 5321 section 4.2.1): the first digit decides, but for 220 and 421. */
sealed interface SmtpHeard extends Command {

    /** Returns the reply. */
    SmtpAnswer answer();

    /** 220: the greeting, and the only yes to STARTTLS (RFC 3207 section 4). */
    record Ready(SmtpAnswer answer) implements SmtpHeard {
        @Override
        public String toString() {
            return answer.toString();
        }
    }

    /** 2yz: it is done. */
    record Completed(SmtpAnswer answer) implements SmtpHeard {
        @Override
        public String toString() {
            return answer.toString();
        }
    }

    /** 3yz: the server waits for more. */
    record GoOn(SmtpAnswer answer) implements SmtpHeard {
        @Override
        public String toString() {
            return answer.code() + " (goes on)";
        }
    }

    /** 4yz, 5yz: it is not done. */
    record Refused(SmtpAnswer answer) implements SmtpHeard {
        @Override
        public String toString() {
            return answer.toString();
        }
    }

    /** 421: the server goes; it may say so at any time (RFC 5321 section 3.8). */
    record Closing(SmtpAnswer answer) implements SmtpHeard {
        @Override
        public String toString() {
            return answer.toString();
        }
    }

    /** Returns what a reply means. */
    static SmtpHeard of(SmtpAnswer answer) {
        if (answer.code() == 220) {
            return new Ready(answer);
        }
        if (answer.code() == 421) {
            return new Closing(answer);
        }
        return switch (answer.code() / 100) {
            case 2 -> new Completed(answer);
            case 3 -> new GoOn(answer);
            default -> new Refused(answer);
        };
    }
}
