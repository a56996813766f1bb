# The contract of the official image of Odoo 19.0, around Debian's package.
ARG FILE_SYSTEM
FROM ${FILE_SYSTEM}
COPY odoo-entrypoint.sh /entrypoint.sh
COPY wkhtmltopdf /usr/local/bin/wkhtmltopdf
RUN chmod 0755 /usr/local/bin/wkhtmltopdf
ENV LANG=C.UTF-8 ODOO_RC=/etc/odoo/odoo.conf
VOLUME ["/var/lib/odoo", "/mnt/extra-addons"]
EXPOSE 8069 8071 8072
USER odoo
ENTRYPOINT ["/bin/sh", "/entrypoint.sh"]
CMD ["odoo"]
