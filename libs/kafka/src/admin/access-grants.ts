import kafkajs, { type AclEntry, type Admin } from 'kafkajs';

const operationNumbers = {
  Read: kafkajs.AclOperationTypes.READ,
  Write: kafkajs.AclOperationTypes.WRITE,
  Delete: kafkajs.AclOperationTypes.DELETE,
  Describe: kafkajs.AclOperationTypes.DESCRIBE,
  DescribeConfigs: kafkajs.AclOperationTypes.DESCRIBE_CONFIGS,
} as const;

/** What one principal may do with one topic or consumer group, or with all whose names begin so. */
export type AccessGrant = {
  readonly principal: string;
  readonly resource: 'topic' | 'group';
  readonly name: string;
  readonly isPrefix: boolean;
  /** Each but DescribeConfigs includes asking what it looks like. */
  readonly operations: readonly (keyof typeof operationNumbers)[];
};

const toEntries = ({ principal, resource, name, isPrefix, operations }: AccessGrant): readonly AclEntry[] =>
  operations.map((operation) => ({
    principal: `User:${principal}`,
    host: '*',
    permissionType: kafkajs.AclPermissionTypes.ALLOW,
    operation: operationNumbers[operation],
    resourceType: resource === 'topic' ? kafkajs.AclResourceTypes.TOPIC : kafkajs.AclResourceTypes.GROUP,
    resourceName: name,
    resourcePatternType: isPrefix ? kafkajs.ResourcePatternTypes.PREFIXED : kafkajs.ResourcePatternTypes.LITERAL,
  }));

/** Grants; what is granted already stays as it is. */
export const grantAccess = async (admin: Admin, grants: readonly AccessGrant[]): Promise<void> => {
  await admin.createAcls({ acl: grants.flatMap(toEntries) });
};
