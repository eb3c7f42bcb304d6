//! Does it count on that day, and until when: questions whose answers follow from what the providers say of renewal.

#![allow(clippy::unwrap_used)]

use certpath::{Catalog, End, Entry, Graph, State, Timeline, embedded, resolve};
use jiff::civil::Date;

/// What is held | which certification, on which day | whether it counts, and until when. A line of `#` names the provider.
const QUESTIONS: &str = "
# microsoft
azure-administrator-associate@2026-01-15,azure-administrator-associate@2026-05-01 | azure-administrator-associate 2027-03-01 | no until 2027-01-15
azure-administrator-associate@2025-05-01,azure-solutions-architect-expert@2025-06-01,azure-solutions-architect-expert@2026-02-10 | azure-administrator-associate 2026-06-15 | no until 2026-05-01
azure-security-engineer-associate@2025-12-01 | azure-security-engineer-associate 2026-11-20 | yes until 2026-12-01
azure-administrator-associate@2021-05-10 | azure-administrator-associate 2022-09-01 | yes until 2023-05-10
azure-administrator-associate@2024-08-01,azure-administrator-associate@2026-02-10 | azure-administrator-associate 2026-11-26 | yes until 2027-02-10
azure-fundamentals@2019-06-01 | azure-fundamentals 2026-11-26 | yes for life
# aws
aws-cloud-practitioner@2024-02-10,aws-solutions-architect-associate@2026-01-20 | aws-cloud-practitioner 2027-06-01 | yes until 2029-01-20
aws-security-specialty@2023-11-01,aws-solutions-architect-professional@2026-02-01 | aws-security-specialty 2026-11-26 | no until 2026-11-01
aws-ai-practitioner@2025-01-15,aws-machine-learning-engineer-associate@2026-02-01 | aws-ai-practitioner 2028-03-01 | yes until 2029-02-01
aws-data-engineer-associate@2024-04-01,aws-solutions-architect-professional@2026-05-01 | aws-data-engineer-associate 2027-05-01 | no until 2027-04-01
# cncf
cka@2024-06-10,cks@2026-09-01 | cka 2026-11-26 | yes until 2028-09-01
cka@2025-02-01,cks@2025-03-01,cks@2026-10-01 | cka 2027-03-01 | yes until 2028-10-01
cks@2024-02-01 | cks 2026-03-01 | no until 2026-02-01
# linux-foundation
lfcs@2024-03-20 | lfcs 2026-11-26 | yes until 2027-03-20
# lpi
lpic-1@2021-06-01,lpic-2@2024-01-15,lpic-3-security@2026-02-01 | lpic-1 2030-01-01 | yes until 2031-02-01
lpic-1@2021-06-01 | lpic-1 2026-11-26 | no until 2026-06-01
lpic-1@2019-05-01,201-450@2025-01-10,202-450@2025-02-01 | lpic-2 2026-11-26 | never held
# snowflake
snowpro-core@2024-06-01,snowpro-advanced-architect@2024-11-01,snowpro-advanced-data-engineer@2026-02-01 | snowpro-core 2027-06-01 | yes until 2028-02-01
# hashicorp
terraform-associate@2023-07-01,terraform-authoring-operations-advanced@2026-03-01 | terraform-associate 2026-11-26 | no until 2025-07-01
# google-cloud
professional-cloud-architect@2024-10-01 | professional-cloud-architect 2026-10-20 | no until 2026-10-01
# cisco
ccna@2023-09-01,350-401@2026-05-01 | ccna 2026-11-26 | yes until 2029-05-01
ccnp-enterprise@2024-01-10,ccna@2024-05-01,ccnp-enterprise@2026-09-01 | ccnp-enterprise 2027-03-01 | yes until 2029-09-01
ccnp-enterprise@2024-01-10,ccna@2024-05-01,ccnp-enterprise@2026-09-01 | ccna 2027-06-01 | yes until 2029-09-01
ccst-networking@2025-08-01,200-301@2026-09-10 | ccst-networking 2030-10-01 | yes until 2031-09-10
# comptia
comptia-a-plus@2022-03-01,comptia-security-plus@2025-06-01 | comptia-a-plus 2026-11-26 | no until 2025-03-01
comptia-security-plus@2023-09-01,comptia-network-plus@2026-05-01 | comptia-security-plus 2026-11-26 | no until 2026-09-01
comptia-cysa-plus@2023-11-15,comptia-pentest-plus@2024-06-01,comptia-pentest-plus@2026-10-01 | comptia-pentest-plus 2027-09-01 | yes until 2030-06-01
comptia-a-plus@2024-03-01,comptia-network-plus@2024-09-01,comptia-security-plus@2025-03-01 | comptia-csis 2027-06-01 | yes until 2028-03-01
comptia-security-plus@2024-05-01,comptia-cloud-plus@2024-10-01 | comptia-cscp 2027-08-01 | no until 2027-05-01
# juniper
jncia-junos@2023-09-10,jncia-sec@2024-02-01,jncis-sec@2026-05-15 | jncia-junos 2026-11-26 | yes until 2029-05-15
jncis-sec@2023-08-01,jncis-ent@2023-10-01,jncip-ent@2026-03-01 | jncis-sec 2026-11-26 | no until 2026-08-01
# fortinet
nse-4@2026-08-01,nse-5-sase@2026-10-20 | nse-4 2028-09-15 | no until 2028-08-01
nse-4@2026-08-01,nse-5-sase@2026-08-15,nse-5-secure-networking@2026-09-01,nse-7-secure-networking@2026-10-20 | nse-5-sase 2028-09-15 | no until 2028-08-15
# ec-council
ceh@2022-05-01 | ceh 2026-11-26 | no until 2025-05-01
# peoplecert
prince2-foundation@2024-01-10,prince2-practitioner@2026-05-20 | prince2-foundation 2027-03-01 | yes until 2029-05-20
itil-foundation@2026-03-01,itil-product@2026-10-01 | itil-foundation 2029-06-01 | yes until 2029-10-01
# offsec
oscp@2020-02-01 | oscp 2026-11-26 | yes for life
# istqb
ctel-tm@2018-10-01 | ctel-tm 2026-11-26 | no until 2025-10-01
";

/// More of the kind, with the ends of months, windows and graces, chains, spans and retired certifications.
const MORE: &str = "
# microsoft
azure-administrator-associate@2025-08-01,azure-administrator-associate@2026-03-01 | azure-administrator-associate 2026-11-26 | yes until 2027-08-01
azure-administrator-associate@2025-08-01,azure-administrator-associate@2026-02-01 | azure-administrator-associate 2026-11-26 | yes until 2027-08-01
azure-administrator-associate@2025-08-01,azure-administrator-associate@2026-01-31 | azure-administrator-associate 2026-11-26 | no until 2026-08-01
azure-administrator-associate@2025-08-01,azure-administrator-associate@2026-08-01 | azure-administrator-associate 2026-11-26 | yes until 2027-08-01
azure-administrator-associate@2025-02-28,azure-administrator-associate@2025-08-28 | azure-administrator-associate 2026-11-26 | yes until 2027-02-28
azure-security-engineer-associate@2025-12-01,azure-security-engineer-associate@2026-09-15 | azure-security-engineer-associate 2026-11-20 | yes until 2026-12-01
azure-security-engineer-associate@2025-10-01,azure-security-engineer-associate@2026-08-15 | azure-security-engineer-associate 2026-11-20 | yes until 2027-10-01
azure-administrator-associate@2021-07-15 | azure-administrator-associate 2022-07-16 | no until 2022-07-15
azure-administrator-associate@2021-05-10,azure-administrator-associate@2023-01-10 | azure-administrator-associate 2024-01-01 | yes until 2024-05-10
azure-administrator-associate@2023-03-01,azure-administrator-associate@2023-10-01,azure-administrator-associate@2024-10-01,azure-administrator-associate@2025-10-01 | azure-administrator-associate 2026-11-26 | yes until 2027-03-01
azure-administrator-associate@2025-05-01,azure-solutions-architect-expert@2026-03-01 | azure-administrator-associate 2026-06-15 | no until 2026-05-01
azure-administrator-associate@2025-01-01,azure-solutions-architect-expert@2025-12-01,azure-solutions-architect-expert@2026-07-01 | azure-solutions-architect-expert 2026-12-15 | yes until 2027-12-01
azure-administrator-associate@2024-02-29 | azure-administrator-associate 2025-03-01 | no until 2025-02-28
azure-administrator-associate@2021-06-29 | azure-administrator-associate 2023-06-29 | yes until 2023-06-29
azure-administrator-associate@2021-06-30 | azure-administrator-associate 2022-07-01 | no until 2022-06-30
azure-developer-associate@2025-10-01,AZ-400@2026-09-01 | devops-engineer-expert 2026-11-26 | yes until 2027-09-01
azure-developer-associate@2025-08-01,AZ-400@2026-09-01 | devops-engineer-expert 2026-11-26 | never held
# github
github-actions@2024-06-01 | github-actions 2026-11-26 | no until 2026-06-01
github-foundations@2022-06-01 | github-foundations 2026-11-26 | yes for life
github-actions@2024-06-01,github-actions@2026-02-01 | github-actions 2026-11-26 | yes until 2028-02-01
# aws
aws-cloud-practitioner@2024-02-10,aws-cloud-practitioner@2026-01-05 | aws-cloud-practitioner 2026-11-26 | yes until 2029-01-05
aws-solutions-architect-associate@2023-03-10,aws-solutions-architect-professional@2025-12-01 | aws-solutions-architect-associate 2026-11-26 | yes until 2028-12-01
aws-solutions-architect-associate@2023-03-10,aws-solutions-architect-professional@2023-12-01,aws-solutions-architect-professional@2025-12-20 | aws-solutions-architect-associate 2026-11-26 | yes until 2028-12-20
aws-developer-associate@2023-06-01,aws-devops-engineer-professional@2026-02-01 | aws-developer-associate 2026-11-26 | yes until 2029-02-01
aws-sysops-administrator-associate@2023-12-01,aws-devops-engineer-professional@2026-02-01 | aws-sysops-administrator-associate 2026-12-26 | yes until 2029-02-01
aws-cloudops-engineer-associate@2025-12-01,aws-devops-engineer-professional@2026-02-01 | aws-cloudops-engineer-associate 2026-12-26 | yes until 2029-02-01
aws-cloud-practitioner@2023-02-10,aws-solutions-architect-professional@2026-02-10 | aws-cloud-practitioner 2026-11-26 | yes until 2029-02-10
aws-cloud-practitioner@2023-02-10,aws-solutions-architect-professional@2026-02-11 | aws-cloud-practitioner 2026-11-26 | no until 2026-02-10
aws-ai-practitioner@2025-01-15,aws-solutions-architect-professional@2026-02-01 | aws-ai-practitioner 2028-03-01 | no until 2028-01-15
aws-machine-learning-specialty@2023-12-01,aws-machine-learning-specialty@2026-06-01 | aws-machine-learning-specialty 2026-12-15 | no until 2026-12-01
aws-solutions-architect-associate@2024-03-10,aws-developer-associate@2026-01-10 | aws-solutions-architect-associate 2027-04-26 | no until 2027-03-10
aws-cloud-practitioner@2024-02-10,aws-security-specialty@2026-01-10 | aws-cloud-practitioner 2027-04-26 | no until 2027-02-10
aws-cloud-practitioner@2024-02-10,SAA-C03@2026-01-20 | aws-cloud-practitioner 2027-06-01 | yes until 2029-01-20
aws-solutions-architect-professional@2024-02-10,aws-devops-engineer-professional@2026-01-10 | aws-solutions-architect-professional 2027-04-26 | no until 2027-02-10
# google-cloud
professional-cloud-architect@2024-10-01,professional-cloud-architect@2026-09-01 | professional-cloud-architect 2026-11-26 | yes until 2028-09-01
professional-cloud-architect@2024-10-01,professional-cloud-architect@2026-07-01 | professional-cloud-architect 2026-11-26 | no until 2026-10-01
professional-cloud-architect@2024-10-01,professional-cloud-architect@2026-10-20 | professional-cloud-architect 2026-11-26 | yes until 2028-10-20
associate-cloud-engineer@2023-10-01 | associate-cloud-engineer 2026-09-20 | yes until 2026-10-01
associate-cloud-engineer@2023-10-01,professional-cloud-architect@2026-09-20 | associate-cloud-engineer 2026-10-20 | no until 2026-10-01
# cncf
cka@2024-03-20 | cka 2026-11-26 | yes until 2027-03-20
cka@2024-04-01 | cka 2026-11-26 | no until 2026-04-01
kcna@2024-06-01,cka@2026-05-01 | kcna 2026-11-26 | yes until 2028-05-01
kcna@2023-01-01,ckad@2026-05-01 | kcna 2026-11-26 | yes until 2028-05-01
kcsa@2024-06-01,cks@2026-06-20 | kcsa 2026-11-26 | yes until 2028-06-20
cka@2024-06-10,cks@2026-06-17 | cka 2026-11-26 | no until 2026-06-10
cka@2024-06-10,cks@2026-06-18 | cka 2026-11-26 | yes until 2028-06-18
ckad@2024-06-10,cks@2026-09-01 | ckad 2026-11-26 | no until 2026-06-10
kcna@2024-06-01,cka@2024-07-01,cks@2026-09-01 | kcna 2026-11-26 | yes until 2028-09-01
cka@2025-01-15,cka@2026-03-01 | cka 2027-11-26 | yes until 2028-03-01
cka@2019-01-15,cka@2026-03-01 | cka 2027-11-26 | yes until 2028-03-01
cka@2025-01-15,ckad@2025-06-01,cks@2025-09-01,kcna@2025-03-01,kcsa@2025-05-01,kubestronaut@2025-09-01 | kubestronaut 2027-11-26 | yes until 2027-12-31
golden-kubestronaut@2025-09-01 | golden-kubestronaut 2037-11-26 | yes for life
kubestronaut@2024-11-01 | kubestronaut 2026-11-26 | yes until 2026-12-31
cka@2024-01-15,ckad@2024-06-01,cks@2024-09-01,kcna@2024-03-01,kcsa@2024-05-01 | kubestronaut 2026-11-26 | yes until 2026-12-31
# linux-foundation
lfcs@2024-04-01 | lfcs 2026-04-02 | no until 2026-04-01
# lpi
lpic-1@2021-06-01,lpic-2@2025-01-15 | lpic-1 2029-11-26 | yes until 2030-01-15
lpic-1@2021-06-01,101-500@2026-01-10,102-500@2026-03-01 | lpic-1 2029-11-26 | yes until 2031-03-01
lpic-1@2021-06-01,lpic-2@2023-01-15,lpic-3-security@2028-02-01 | lpic-2 2030-01-01 | no until 2028-01-15
lpic-1@2020-06-01,lpic-2@2021-01-15,201-450@2025-01-10,202-450@2025-02-01 | lpic-1 2026-11-26 | yes until 2030-02-01
lpic-1@2021-06-01,201-450@2025-01-10,202-450@2025-02-01 | lpic-2 2026-11-26 | yes until 2030-02-01
lpic-1@2021-06-01,201-450@2025-01-10,202-450@2025-02-01 | lpic-1 2026-11-26 | yes until 2030-02-01
lpic-3-security@2021-06-01,lpic-3-mixed-environments@2025-02-01 | lpic-3-security 2026-11-26 | no until 2026-06-01
# snowflake
snowpro-core@2024-06-01,snowpro-core@2026-04-01 | snowpro-core 2026-11-26 | yes until 2028-04-01
snowpro-core@2024-06-01,snowpro-advanced-architect@2026-07-01 | snowpro-core 2026-11-26 | no until 2026-06-01
snowpro-advanced-architect@2024-11-01,snowpro-advanced-data-engineer@2026-02-01 | snowpro-advanced-architect 2026-11-26 | no until 2026-11-01
# hashicorp
terraform-associate@2024-07-01,TA-004@2026-03-01 | terraform-associate 2026-11-26 | yes until 2028-03-01
vault-associate@2024-10-01 | vault-associate 2026-11-26 | no until 2026-10-01
# cisco
ccna@2023-09-01,300-410@2026-05-01 | ccna 2026-11-26 | yes until 2029-05-01
ccnp-enterprise@2023-11-01,300-410@2026-05-01 | ccnp-enterprise 2026-11-26 | no until 2026-11-01
ccnp-enterprise@2023-12-01,300-410@2026-05-01,300-415@2026-08-01 | ccnp-enterprise 2026-12-26 | yes until 2029-08-01
ccnp-enterprise@2023-12-01,350-701@2026-05-01 | ccnp-enterprise 2026-12-26 | yes until 2029-05-01
ccna@2023-09-01,ccna@2026-02-01 | ccna 2026-11-26 | yes until 2029-02-01
ccst-networking@2025-07-14 | ccst-networking 2036-11-26 | yes for life
ccst-networking@2025-07-15 | ccst-networking 2030-07-16 | no until 2030-07-15
ccie-enterprise-infrastructure@2023-12-01,350-401@2026-05-01,300-410@2026-06-01 | ccie-enterprise-infrastructure 2026-12-26 | yes until 2029-06-01
ccie-enterprise-infrastructure@2023-12-01,ccie-enterprise-infrastructure@2026-05-01 | ccie-enterprise-infrastructure 2026-12-26 | yes until 2029-05-01
ccie-enterprise-infrastructure@2023-12-01,ccnp-enterprise@2023-12-01,ccna@2023-12-01,300-410@2026-05-01,300-415@2026-05-02,300-420@2026-05-03 | ccna 2026-12-26 | yes until 2029-05-03
ccna@2023-09-01,350-401@2026-09-02 | ccna 2026-11-26 | no until 2026-09-01
ccna@2023-09-01,ccnp-enterprise@2024-01-10,ccnp-enterprise@2026-08-01 | ccna 2026-11-26 | yes until 2029-08-01
350-401@2023-05-01,300-410@2026-04-01 | ccnp-enterprise 2026-11-26 | yes until 2029-04-01
350-401@2023-05-01,300-410@2026-05-02 | ccnp-enterprise 2026-11-26 | never held
# red-hat
rhcsa@2023-01-01,rhce@2025-12-01 | rhcsa 2026-11-26 | yes until 2028-12-01
rhce@2019-05-01,EX415@2021-04-01,EX342@2021-06-01 | rhce 2023-06-01 | yes until 2024-06-01
rhcsa@2023-10-01,EX188@2026-06-01 | rhcsa 2026-11-26 | no until 2026-10-01
rhcsa@2020-10-01,rhce@2026-06-01 | rhcsa 2026-11-26 | no until 2023-10-01
rhce@2022-01-01 | rhce 2026-11-26 | no until 2025-01-01
rhcsa@2023-10-01,rhce@2024-01-01,rhce@2026-06-01 | rhcsa 2026-11-26 | yes until 2029-06-01
# comptia
comptia-a-plus@2010-06-01 | comptia-a-plus 2036-11-26 | yes for life
comptia-a-plus@2011-01-01 | comptia-a-plus 2014-01-02 | no until 2014-01-01
comptia-security-plus@2024-03-01,comptia-cysa-plus@2026-02-01 | comptia-security-plus 2027-06-01 | yes until 2029-02-01
comptia-a-plus@2024-03-01,comptia-network-plus@2025-03-01 | comptia-a-plus 2027-06-01 | yes until 2028-03-01
comptia-security-plus@2023-11-15,comptia-security-plus@2024-06-01 | comptia-security-plus 2028-11-26 | yes until 2029-11-15
comptia-security-plus@2023-09-01,comptia-security-plus@2026-10-01 | comptia-security-plus 2026-11-26 | yes until 2029-10-01
comptia-cysa-plus@2024-11-15,comptia-pentest-plus@2025-06-01 | comptia-cysa-plus 2028-01-01 | yes until 2028-06-01
comptia-cysa-plus@2023-11-15,comptia-pentest-plus@2023-06-01,comptia-pentest-plus@2025-10-01 | comptia-cysa-plus 2026-11-26 | no until 2026-11-15
comptia-a-plus@2024-03-01,comptia-server-plus@2026-05-01 | comptia-a-plus 2028-01-01 | yes until 2029-05-01
comptia-server-plus@2014-05-01 | comptia-server-plus 2028-01-01 | yes for life
comptia-network-plus@2024-03-01,comptia-security-plus@2024-06-01,comptia-security-plus@2026-06-01 | comptia-network-plus 2028-01-01 | yes until 2030-06-01
comptia-a-plus@2024-03-01,comptia-network-plus@2024-09-01 | comptia-cios 2027-06-01 | yes until 2027-09-01
# isc2
cissp@2023-05-10 | cissp 2026-11-26 | no until 2026-05-31
cissp@2023-05-10,cissp@2026-03-01 | cissp 2026-11-26 | yes until 2029-05-31
cissp@2023-05-10,cissp@2026-07-01 | cissp 2026-11-26 | yes until 2029-05-31
# isaca
cisa@2025-03-10 | cisa 2026-11-26 | yes until 2026-12-31
cisa@2024-03-10,cisa@2025-12-10 | cisa 2026-11-26 | yes until 2026-12-31
# pmi
pmp@2023-05-10,pmp@2025-03-01 | pmp 2026-11-26 | yes until 2029-05-10
pmp@2023-05-10,pmp@2026-10-01 | pmp 2026-11-26 | yes until 2029-05-10
pmp@2022-05-10 | pmp 2026-11-26 | no until 2025-05-10
pmp@2023-05-10 | pmp 2026-11-26 | no until 2026-05-10
# juniper
jncis-ent@2023-12-01,jncip-dc@2026-03-01 | jncis-ent 2026-12-26 | yes until 2029-03-01
jncia-junos@2023-12-01,jncia-sec@2026-03-01 | jncia-junos 2026-12-26 | yes until 2029-03-01
jncie-ent@2023-12-01,jncip-ent@2020-03-01,jncip-ent@2023-02-01,jncip-ent@2026-01-10 | jncie-ent 2026-12-26 | yes until 2029-01-10
# fortinet
nse-4@2026-08-01,nse-7-secure-networking@2026-10-20 | nse-4 2028-09-15 | yes until 2028-10-20
nse-1@2026-08-01,nse-4@2026-10-20 | nse-1 2028-09-15 | yes until 2028-10-20
nse-5-secure-networking@2026-08-01,nse-4@2026-08-01,nse-7-secure-networking@2026-10-20 | nse-5-secure-networking 2028-09-15 | yes until 2028-10-20
# giac
gsec@2022-05-01,gsec@2025-05-01 | gsec 2028-11-26 | yes until 2030-05-01
gsec@2022-05-01,gsec@2023-05-01 | gsec 2026-11-26 | no until 2026-05-01
# ec-council
ceh@2023-05-01,ceh@2026-10-01 | ceh 2026-11-26 | yes until 2029-05-01
ceh@2023-05-01 | ceh 2026-11-26 | no until 2026-05-01
# offsec
oscp-plus@2024-11-10 | oscp-plus 2027-11-11 | no until 2027-11-10
oscp-plus@2024-11-10,osep@2026-05-01 | oscp-plus 2027-11-11 | yes until 2029-05-01
# f5
f5-ca-big-ip@2024-11-10,f5-cts-ltm@2026-05-01 | f5-ca-big-ip 2027-11-11 | yes until 2028-05-01
# istqb
ctfl@2008-10-01 | ctfl 2026-11-26 | yes for life
# iapp
cipm@2024-10-01,cipm@2026-05-01 | cipm 2027-11-26 | yes until 2028-10-01
# iiba
cbap@2023-10-01,cbap@2027-05-01 | cbap 2027-11-26 | yes until 2029-10-01
# scrum-alliance
csm@2024-10-01,csp-sm@2026-05-01 | csm 2027-11-26 | yes until 2028-05-01
# vmware
vcp-vcf-administrator@2025-07-01 | vcp-vcf-administrator 2028-07-02 | no until 2028-07-01
# okta
okta-certified-professional@2025-01-01,okta-certified-administrator@2026-05-01 | okta-certified-professional 2027-07-02 | yes until 2028-05-01
# cwnp
cwna@2024-01-01,cwsp@2026-05-01 | cwna 2027-07-02 | yes until 2029-05-01
# isa
isa-iec-62443-cybersecurity-fundamentals-specialist@2023-01-01 | isa-iec-62443-cybersecurity-fundamentals-specialist 2026-07-02 | no until 2026-01-01
# scrum-org
psm-i@2013-01-01 | psm-i 2026-07-02 | yes for life
";

/// Answers as the table does: `yes until 2027-01-15`, `no until …`, `yes for life`, `never held`.
fn answer(graph: &Graph<'_>, have: &str, name: &str, day: &str) -> String {
    let catalog: &Catalog = graph.catalog();
    let day: Date = day.parse().unwrap();
    let have = resolve::holdings(catalog, have, day).unwrap();
    let Entry::Certification(index) = resolve::resolve_list(catalog, name, day).unwrap()[0] else {
        panic!("{name} is an exam");
    };
    let timeline = Timeline::new(graph, &have, day);
    let Some(standing) = timeline.standing(index) else {
        return "never held".to_owned();
    };
    let counts = match standing.state {
        State::Active => "yes",
        State::Lapsed => "no",
    };
    match standing.until {
        End::Day(last) => format!("{counts} until {last}"),
        End::Never => format!("{counts} for life"),
        End::Unknown => format!("{counts}, and nobody knows until when"),
    }
}

/// Puts every question of a table, and lists those that are answered otherwise.
#[track_caller]
fn hold(questions: &str) {
    let graph = Graph::new(embedded::catalog());
    let mut provider = "";
    let mut wrong = Vec::new();
    for line in questions.trim().lines() {
        if let Some(next) = line.strip_prefix("# ") {
            provider = next;
            continue;
        }
        let cells: Vec<&str> = line.split(" | ").collect();
        let [have, of, expected] = cells[..] else {
            panic!("{line}");
        };
        let (name, day) = of.split_once(' ').unwrap();
        let in_full = |name: &str| format!("{provider}:{name}");
        let have: Vec<String> = have.split(',').map(in_full).collect();
        let answer = answer(&graph, &have.join(","), &in_full(name), day);
        if answer != expected {
            wrong.push(format!("{provider}: {line}, but is answered: {answer}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_providers_say_of_renewal_is_answered() {
    hold(QUESTIONS);
}

#[test]
fn what_follows_from_the_renewals_of_every_provider_is_answered() {
    hold(MORE);
}
