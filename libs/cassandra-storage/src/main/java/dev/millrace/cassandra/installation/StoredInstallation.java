package dev.millrace.cassandra.installation;

/**
 * What is written down of an installation.
 *
 * @param format how its data is laid out
 */
record StoredInstallation(Installation owner, int format) {
    void require(Installation starting) {
        if (!owner.accountId().equals(starting.accountId())) {
            throw ForeignInstallationException.account(owner.accountId(), starting.accountId());
        }
        if (!owner.region().equals(starting.region())) {
            throw ForeignInstallationException.region(owner.region(), starting.region());
        }
        if (format != Installation.STORAGE_FORMAT) {
            throw ForeignInstallationException.format(format, Installation.STORAGE_FORMAT);
        }
    }
}
